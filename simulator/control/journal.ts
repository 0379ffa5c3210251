// Control resource `journal`: every exchange of a tenant, page by page; beside it every change of status and every push.
import { Hono } from 'hono';
import type { ControlledBureau } from './controlled.ts';
import { refuseBody, refuseWhole } from './problem.ts';
import { readExportWish } from './read-export-wish.ts';
import { readPage } from './read-page.ts';
import { withTenant } from './tenant-of.ts';

const streamOf = (pieces: AsyncIterator<string>): ReadableStream<Uint8Array> => {
  const encoder = new TextEncoder();
  return new ReadableStream({
    pull: async (controller) => {
      const { done, value } = await pieces.next();
      if (done) controller.close();
      else controller.enqueue(encoder.encode(value));
    },
    cancel: async () => void (await pieces.return?.()),
  });
};

/**
 * `GET /tenants/{id}/journal?after=SEQ&limit=N`: entries later than SEQ, at most N, with `mistakes` by name for
 * `?mistakes=true`; `…/journal/changes` likewise;
 * `…/journal/SEQ/diagnosis`: the mistakes of one exchange by name, with remedies; `…/journal:export`: as NDJSON or CSV
 * (`?format=`), of a time (`?from=`, `?to=`), tax numbers and amounts masked and what went over the wire left out unless
 * `?plain=true` (B-11); `…/journal:verify`: whether what is kept is what was written, and else the first place
 * where it is not.
 */
export const journalRoutes = (bureau: ControlledBureau): Hono =>
  new Hono()
    .get(
      '/tenants/:id/journal',
      withTenant(bureau, async (context, tenant) => {
        const page = readPage(context);
        if (!page.ok) return refuseBody(context, page.problems);
        const { mistakes = 'false' } = context.req.query();
        if (mistakes === 'true') return context.json(await tenant.nameMistakes(page.value));
        return mistakes === 'false'
          ? context.json(tenant.readJournal(page.value))
          : refuseWhole(context, 400, {
              detail: `?mistakes= is true or false, not ${JSON.stringify(mistakes.slice(0, 40))}`,
              remedy: 'Leave it out for the journal without the names of mistakes.',
            });
      }),
    )
    .get(
      '/tenants/:id/journal:export',
      withTenant(bureau, (context, tenant) => {
        const wish = readExportWish(context);
        if (!wish.ok) return refuseBody(context, wish.problems);
        const { format } = wish.value;
        return context.body(streamOf(tenant.exportJournal(wish.value)), 200, {
          'content-type': format === 'ndjson' ? 'application/x-ndjson' : 'text/csv; charset=utf-8; header=present',
          'content-disposition': `attachment; filename="journal.${format === 'ndjson' ? 'ndjson' : 'csv'}"`,
        });
      }),
    )
    .get(
      '/tenants/:id/journal:verify',
      withTenant(bureau, async (context, tenant) => context.json(await tenant.verifyJournal())),
    )
    .get(
      '/tenants/:id/journal/:seq{[0-9]{1,15}}/diagnosis',
      withTenant(bureau, async (context, tenant) => {
        const seq = context.req.param('seq');
        const explained = await tenant.explainExchange(Number(seq));
        return explained
          ? context.json(explained)
          : refuseWhole(context, 404, {
              detail: `The journal has no exchange ${seq}, or no longer.`,
              remedy: `See GET /control/v1/tenants/${tenant.id}/journal.`,
            });
      }),
    )
    .get(
      '/tenants/:id/journal/changes',
      withTenant(bureau, (context, tenant) => {
        const page = readPage(context);
        return page.ok ? context.json(tenant.readChanges(page.value)) : refuseBody(context, page.problems);
      }),
    );
