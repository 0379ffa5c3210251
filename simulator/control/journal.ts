// Control resource `journal`: every exchange of a tenant, page by page.
import { type Context, Hono } from 'hono';
import type { Controlled, ControlledBureau } from './controlled.ts';
import { refuseBody } from './problem.ts';
import { withTenant } from './tenant-of.ts';

const usualLimit = 1000;
const largestLimit = 10_000;

const readCount = (
  context: Context,
  parameter: { readonly name: string; readonly least: number; readonly most: number; readonly usual: number },
): Controlled<number> => {
  const { name, least, most, usual } = parameter;
  const text = context.req.query(name);
  if (text === undefined) return { ok: true, value: usual };
  const value = Number(text);
  if (/^\d{1,15}$/.test(text) && value >= least && value <= most) return { ok: true, value };
  return {
    ok: false,
    problems: [
      {
        pointer: '',
        detail: `?${name}= is a whole number from ${least} to ${most}, not ${JSON.stringify(text.slice(0, 40))}`,
        remedy: `Leave it out for ${usual}, or continue with the "next" of the page before.`,
      },
    ],
  };
};

/** `GET /tenants/{id}/journal?after=SEQ&limit=N`: entries later than SEQ, at most N. */
export const journalRoutes = (bureau: ControlledBureau): Hono =>
  new Hono().get(
    '/tenants/:id/journal',
    withTenant(bureau, (context, tenant) => {
      const after = readCount(context, { name: 'after', least: 0, most: Number.MAX_SAFE_INTEGER, usual: 0 });
      if (!after.ok) return refuseBody(context, after.problems);
      const limit = readCount(context, { name: 'limit', least: 1, most: largestLimit, usual: usualLimit });
      if (!limit.ok) return refuseBody(context, limit.problems);
      return context.json(tenant.readJournal({ after: after.value, limit: limit.value }));
    }),
  );
