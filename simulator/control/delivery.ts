// Control resources `callbacks`, `outbox` and `accounts`: what left the bureau on its own, and what each party sees (B-4).
import { Hono } from 'hono';
import type { ControlledBureau } from './controlled.ts';
import { withTenant } from './tenant-of.ts';

/** `GET /tenants/{id}/callbacks|outbox|accounts/{taxNo}`; addresses are masked unless `?masked=false` (B-11). */
export const deliveryRoutes = (bureau: ControlledBureau): Hono =>
  new Hono()
    .get(
      '/tenants/:id/callbacks',
      withTenant(bureau, (context, tenant) => context.json(tenant.readCallbacks())),
    )
    .get(
      '/tenants/:id/outbox',
      withTenant(bureau, (context, tenant) =>
        context.json(tenant.readOutbox(context.req.query('masked') === 'false' ? 'plain' : 'masked')),
      ),
    )
    .get(
      '/tenants/:id/accounts/:taxNo',
      withTenant(bureau, (context, tenant) => context.json(tenant.readAccount(context.req.param('taxNo') ?? ''))),
    );
