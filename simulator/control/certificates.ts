// Control resource `certificates`: the bureau's authority issues certificates to applications (E-3).
import { Hono } from 'hono';
import type { ControlledBureau } from './controlled.ts';
import { refuseBody } from './problem.ts';
import { readJson } from './read-json.ts';
import { withTenant } from './tenant-of.ts';

/** `POST /tenants/{id}/certificates`: 201 with the certificate and the root above it; nothing is bound by it. */
export const certificateRoutes = (bureau: ControlledBureau): Hono =>
  new Hono().post(
    '/tenants/:id/certificates',
    withTenant(bureau, async (context, tenant) => {
      const body = await readJson(context);
      if (!body.ok) return refuseBody(context, body.problems);
      const issued = await tenant.issueCertificate(body.value);
      return issued.ok ? context.json(issued.value, 201) : refuseBody(context, issued.problems);
    }),
  );
