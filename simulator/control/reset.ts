// Control resource `reset`: a tenant's ledger, journal, faults and nonces are emptied; its registry stays.
import { Hono } from 'hono';
import type { ControlledBureau } from './controlled.ts';
import { withTenant } from './tenant-of.ts';

/** `POST /tenants/{id}/reset` → the tenant's view. */
export const resetRoutes = (bureau: ControlledBureau): Hono =>
  new Hono().post(
    '/tenants/:id/reset',
    withTenant(bureau, (context, tenant) => {
      tenant.reset();
      return context.json(tenant.view());
    }),
  );
