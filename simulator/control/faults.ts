// Control resource `faults`: the ordered rules by which a tenant's bureau misbehaves.
import { Hono } from 'hono';
import { judgeFaults } from '../tenancy/judge-faults.ts';
import type { ControlledBureau } from './controlled.ts';
import { refuseBody } from './problem.ts';
import { readJson } from './read-json.ts';
import { withTenant } from './tenant-of.ts';

/** `GET|PUT|PATCH|DELETE /tenants/{id}/faults`: list, replace, add, clear; nothing changes when a rule is refused. */
export const faultRoutes = (bureau: ControlledBureau): Hono => {
  const change = (place: 'beside' | 'instead') =>
    withTenant(bureau, async (context, tenant) => {
      const body = await readJson(context);
      const rules = body.ok ? judgeFaults(body.value, tenant, { interfaces: bureau.interfaces, place }) : body;
      if (!rules.ok) return refuseBody(context, rules.problems);
      if (place === 'beside') tenant.faults.add(rules.value);
      else tenant.faults.replace(rules.value);
      return context.json(tenant.faults.list());
    });
  return new Hono()
    .get(
      '/tenants/:id/faults',
      withTenant(bureau, (context, tenant) => context.json(tenant.faults.list())),
    )
    .put('/tenants/:id/faults', change('instead'))
    .patch('/tenants/:id/faults', change('beside'))
    .delete(
      '/tenants/:id/faults',
      withTenant(bureau, (context, tenant) => {
        tenant.faults.clear();
        return context.body(null, 204);
      }),
    );
};
