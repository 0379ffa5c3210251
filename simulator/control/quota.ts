// Control resource `quota`: what other channels have used of a seller's month, its total, and whether last month's return is filed (B-7).
import { Hono } from 'hono';
import type { ControlledBureau } from './controlled.ts';
import { refuseBody } from './problem.ts';
import { readJson } from './read-json.ts';
import { withTenant } from './tenant-of.ts';

/** `POST /tenants/{id}/quota` {`sellerTaxNo`, `usedByOtherChannels`?, `total`?, `filed`?} → the seller's quota of the month. */
export const quotaRoutes = (bureau: ControlledBureau): Hono =>
  new Hono().post(
    '/tenants/:id/quota',
    withTenant(bureau, async (context, tenant) => {
      const body = await readJson(context);
      const set = body.ok ? await tenant.setQuota(body.value) : body;
      return set.ok ? context.json(set.value) : refuseBody(context, set.problems);
    }),
  );
