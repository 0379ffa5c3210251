// Control resource `snapshots`: a tenant's state is kept under a name, and brought back.
import { type Context, Hono } from 'hono';
import type { ControlledBureau } from './controlled.ts';
import { refuseBody, refuseWhole } from './problem.ts';
import { withTenant } from './tenant-of.ts';

const nobody = (context: Context, name: string): Response =>
  refuseWhole(context, 404, {
    detail: `there is no snapshot ${JSON.stringify(name)}`,
    remedy: 'GET …/snapshots lists them; PUT …/snapshots/{name} makes one.',
  });

/**
 * `GET /tenants/{id}/snapshots`, `PUT|DELETE …/snapshots/{name}`, `POST …/snapshots/{name}:restore`. In a snapshot are the
 * ledger with all that hangs on it, faults with their counts, clock, nonces, settings, sellers and applications; not the
 * journal. Sellers and applications that came after it stay. The default tenant's outlive the bureau.
 */
export const snapshotRoutes = (bureau: ControlledBureau): Hono =>
  new Hono()
    .get(
      '/tenants/:id/snapshots',
      withTenant(bureau, (context, tenant) => context.json(tenant.snapshots.list())),
    )
    .put(
      '/tenants/:id/snapshots/:name',
      withTenant(bureau, async (context, tenant) => {
        const saved = await tenant.snapshots.save(context.req.param('name') ?? '');
        return saved.ok ? context.json(saved.value) : refuseBody(context, saved.problems);
      }),
    )
    .post(
      '/tenants/:id/snapshots/:act',
      withTenant(bureau, async (context, tenant) => {
        const act = context.req.param('act') ?? '';
        const name = act.replace(/:restore$/, '');
        if (name === act)
          return refuseWhole(context, 404, {
            detail: `${JSON.stringify(act)} names no act on a snapshot`,
            remedy: 'POST …/snapshots/{name}:restore.',
          });
        const restored = await tenant.snapshots.restore(name);
        return restored ? context.json(tenant.view()) : nobody(context, name);
      }),
    )
    .delete(
      '/tenants/:id/snapshots/:name',
      withTenant(bureau, (context, tenant) => {
        const name = context.req.param('name') ?? '';
        return tenant.snapshots.remove(name) ? context.body(null, 204) : nobody(context, name);
      }),
    );
