// Control resource `ledger`: the invoices, order numbers and quotas of a tenant, as the bureau's books have them.
import { type Context, Hono } from 'hono';
import type { Controlled, ControlledBureau, LedgerQuery } from './controlled.ts';
import { refuseBody } from './problem.ts';
import { readPage } from './read-page.ts';
import { withTenant } from './tenant-of.ts';

const filters = ['seller', 'orderNo', 'status'] as const;
const known: readonly string[] = [...filters, 'after', 'limit'];

/** Null where nothing is said: the whole ledger. */
const readQuery = (context: Context): Controlled<LedgerQuery | null> => {
  const said = context.req.query();
  if (Object.keys(said).length === 0) return { ok: true, value: null };
  const stranger = Object.keys(said).find((name) => !known.includes(name));
  if (stranger !== undefined)
    return {
      ok: false,
      problems: [{ pointer: '', detail: `?${stranger}= is not known here`, remedy: `Use ${known.join(', ')}.` }],
    };
  const page = readPage(context);
  if (!page.ok) return page;
  const [sellerTaxNo = null, orderNo = null, status = null] = filters.map((name) => said[name] ?? null);
  return { ok: true, value: { sellerTaxNo, orderNo, status, ...page.value } };
};

/**
 * `GET /tenants/{id}/ledger`: all of it; with any of `?seller=&orderNo=&status=&after=N&limit=N` what fits, from the
 * N-th entry on, and `counts` of all that fits. `status` is an invoice's status or an order's state.
 */
export const ledgerRoutes = (bureau: ControlledBureau): Hono =>
  new Hono().get(
    '/tenants/:id/ledger',
    withTenant(bureau, (context, tenant) => {
      const query = readQuery(context);
      return query.ok ? context.json(tenant.readLedger(query.value)) : refuseBody(context, query.problems);
    }),
  );
