// Control resources `marks`, `sheets` and `stock`: what buyers do, what is confirmed, and blank paper (B-5, B-6).
import { Hono } from 'hono';
import type { ControlledBureau } from './controlled.ts';
import { refuseBody } from './problem.ts';
import { readJson } from './read-json.ts';
import { withTenant } from './tenant-of.ts';

/** `POST …/marks`, `GET|POST …/sheets`, `GET|PUT …/stock` below `/tenants/{id}`. */
export const redRoutes = (bureau: ControlledBureau): Hono =>
  new Hono()
    .post(
      '/tenants/:id/marks',
      withTenant(bureau, async (context, tenant) => {
        const body = await readJson(context);
        const set = body.ok ? await tenant.setMark(body.value) : body;
        return set.ok ? context.json(set.value) : refuseBody(context, set.problems);
      }),
    )
    .get(
      '/tenants/:id/sheets',
      withTenant(bureau, (context, tenant) => context.json(tenant.readSheets())),
    )
    .post(
      '/tenants/:id/sheets',
      withTenant(bureau, async (context, tenant) => {
        const body = await readJson(context);
        const acted = body.ok ? await tenant.actOnSheets(body.value) : body;
        return acted.ok ? context.json(acted.value) : refuseBody(context, acted.problems);
      }),
    )
    .get(
      '/tenants/:id/stock',
      withTenant(bureau, (context, tenant) => context.json(tenant.readStock())),
    )
    .put(
      '/tenants/:id/stock',
      withTenant(bureau, async (context, tenant) => {
        const body = await readJson(context);
        const put = body.ok ? await tenant.putStock(body.value) : body;
        return put.ok ? context.json(put.value) : refuseBody(context, put.problems);
      }),
    );
