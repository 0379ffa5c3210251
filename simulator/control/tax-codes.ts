// Control resource `tax-codes`: codes and rates that come, change or end on a day (B-9).
import { Hono } from 'hono';
import type { ControlledBureau } from './controlled.ts';
import { refuseBody } from './problem.ts';
import { readJson } from './read-json.ts';
import { withTenant } from './tenant-of.ts';

/** `GET /tenants/{id}/tax-codes`; `POST` {`changes`: [{`act`, `code`, `from`, …}]} → the table's version and all changes. */
export const taxCodeRoutes = (bureau: ControlledBureau): Hono =>
  new Hono()
    .get(
      '/tenants/:id/tax-codes',
      withTenant(bureau, (context, tenant) => context.json(tenant.readTaxCodes())),
    )
    .post(
      '/tenants/:id/tax-codes',
      withTenant(bureau, async (context, tenant) => {
        const body = await readJson(context);
        const changed = body.ok ? await tenant.changeTaxCodes(body.value) : body;
        return changed.ok ? context.json(changed.value) : refuseBody(context, changed.problems);
      }),
    );
