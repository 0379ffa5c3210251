// Control resources `callbacks`, `outbox` and `accounts`: what left the bureau on its own, and what each party sees (B-4).
import { Hono } from 'hono';
import type { ControlledBureau } from './controlled.ts';
import { refuseBody } from './problem.ts';
import { readPage } from './read-page.ts';
import { withTenant } from './tenant-of.ts';

/**
 * `GET /tenants/{id}/callbacks?after=SEQ&limit=N`, page by page as the journal; `GET /tenants/{id}/outbox`, addresses masked
 * unless `?masked=false` (B-11); `GET /tenants/{id}/accounts/{taxNo}`.
 */
export const deliveryRoutes = (bureau: ControlledBureau): Hono =>
  new Hono()
    .get(
      '/tenants/:id/callbacks',
      withTenant(bureau, (context, tenant) => {
        const page = readPage(context);
        return page.ok ? context.json(tenant.readCallbacks(page.value)) : refuseBody(context, page.problems);
      }),
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
