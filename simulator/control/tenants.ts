// Control resource `tenants`: closed worlds of their own are made, seen, changed and removed.
import { Hono } from 'hono';
import type { ControlledBureau } from './controlled.ts';
import { refuseBody } from './problem.ts';
import { readJson } from './read-json.ts';
import { withTenant } from './tenant-of.ts';

/** `GET|POST /tenants`, `GET|PATCH|DELETE /tenants/{id}`. */
export const tenantRoutes = (bureau: ControlledBureau): Hono =>
  new Hono()
    .get('/tenants', (context) => context.json(bureau.tenants().map((tenant) => tenant.view())))
    .post('/tenants', async (context) => {
      const body = await readJson(context);
      if (!body.ok) return refuseBody(context, body.problems);
      const made = await bureau.createTenant(body.value);
      if (!made.ok) return refuseBody(context, made.problems);
      const path = `/control/v1/tenants/${encodeURIComponent(made.value.id)}`;
      return context.json(made.value.view(), 201, { location: path });
    })
    .get(
      '/tenants/:id',
      withTenant(bureau, (context, tenant) => context.json(tenant.view())),
    )
    .patch(
      '/tenants/:id',
      withTenant(bureau, async (context, tenant) => {
        const body = await readJson(context);
        if (!body.ok) return refuseBody(context, body.problems);
        const patched = await tenant.patch(body.value);
        return patched.ok ? context.json(patched.value) : refuseBody(context, patched.problems);
      }),
    )
    .delete(
      '/tenants/:id',
      withTenant(bureau, async (context, tenant) => {
        await bureau.removeTenant(tenant.id);
        return context.body(null, 204);
      }),
    );
