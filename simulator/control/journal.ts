// Control resource `journal`: every exchange of a tenant, page by page; beside it every change of status and every push.
import { Hono } from 'hono';
import type { ControlledBureau } from './controlled.ts';
import { refuseBody, refuseWhole } from './problem.ts';
import { readPage } from './read-page.ts';
import { withTenant } from './tenant-of.ts';

/**
 * `GET /tenants/{id}/journal?after=SEQ&limit=N`: entries later than SEQ, at most N; `…/journal/changes` likewise;
 * `…/journal/SEQ/diagnosis`: the mistakes of one exchange by name, with remedies.
 */
export const journalRoutes = (bureau: ControlledBureau): Hono =>
  new Hono()
    .get(
      '/tenants/:id/journal',
      withTenant(bureau, (context, tenant) => {
        const page = readPage(context);
        return page.ok ? context.json(tenant.readJournal(page.value)) : refuseBody(context, page.problems);
      }),
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
