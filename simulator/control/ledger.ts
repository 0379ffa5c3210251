// Control resource `ledger`: the invoices, order numbers and quotas of a tenant, as the bureau's books have them.
import { Hono } from 'hono';
import type { ControlledBureau } from './controlled.ts';
import { withTenant } from './tenant-of.ts';

/** `GET /tenants/{id}/ledger`. */
export const ledgerRoutes = (bureau: ControlledBureau): Hono =>
  new Hono().get(
    '/tenants/:id/ledger',
    withTenant(bureau, (context, tenant) => context.json(tenant.readLedger())),
  );
