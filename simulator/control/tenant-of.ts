// Finds the tenant that a control path names.
import type { Context } from 'hono';
import type { ControlledBureau, ControlledTenant } from './controlled.ts';
import { refuseWhole } from './problem.ts';

/** Hands the tenant of `:id` to `answer`; 404 when the bureau has none of that id. */
export const withTenant =
  (bureau: ControlledBureau, answer: (context: Context, tenant: ControlledTenant) => Response | Promise<Response>) =>
  (context: Context): Response | Promise<Response> => {
    const id = context.req.param('id') ?? '';
    const tenant = bureau.tenant(id);
    if (tenant) return answer(context, tenant);
    return refuseWhole(context, 404, {
      detail: `there is no tenant ${JSON.stringify(id)}`,
      remedy: 'GET /control/v1/tenants lists them; POST there makes one.',
    });
  };
