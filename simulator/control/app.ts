// The control port as one application: guards first, then one file per resource, problems for everything else.
import { Hono } from 'hono';
import { certificateRoutes } from './certificates.ts';
import { clockRoutes } from './clock.ts';
import type { ControlledBureau } from './controlled.ts';
import { deliveryRoutes } from './delivery.ts';
import { documentRoutes } from './documents.ts';
import { eventRoutes } from './events.ts';
import { faultRoutes } from './faults.ts';
import { requireOpenBureau, requireOwnHost, requireToken } from './guard.ts';
import { healthRoutes, rootRoute } from './health.ts';
import { journalRoutes } from './journal.ts';
import { ledgerRoutes } from './ledger.ts';
import { metricsRoutes } from './metrics.ts';
import { openapiRoutes, tenantOpenapiRoutes } from './openapi.ts';
import { refuse, refuseWhole } from './problem.ts';
import { quotaRoutes } from './quota.ts';
import { BodyCutShort, BodyTooLarge } from './read-json.ts';
import { recordRoutes } from './record.ts';
import { redRoutes } from './red.ts';
import { registrationRoutes } from './registrations.ts';
import { resetRoutes } from './reset.ts';
import { snapshotRoutes } from './snapshots.ts';
import { taxCodeRoutes } from './tax-codes.ts';
import { tenantRoutes } from './tenants.ts';

export type ControlAppOptions = {
  readonly bureau: ControlledBureau;
  readonly token: string;
  /** The address the control port listens on: accepted in the Host header beside loopback names. */
  readonly host: string;
  /** Told of failures that are ours; the caller gets a problem without their text. */
  readonly onFailure?: (error: unknown) => void;
};

const base = '/control/v1';

/** `app.request(…)` answers in memory, without a port. */
export const createControlApp = ({ bureau, token, host, onFailure }: ControlAppOptions): Hono => {
  const app = new Hono();
  app.notFound((context) =>
    refuseWhole(context, 404, {
      detail: `${context.req.method} ${context.req.path} is not part of the control API`,
      remedy:
        'See what there is: GET /control/v1/openapi shows it in a browser, GET /control/v1/openapi.json is for programs.',
    }),
  );
  app.onError((error, context) => {
    if (error instanceof BodyTooLarge)
      return refuse(context, 413, [{ pointer: '', detail: error.message, remedy: 'Send a smaller body.' }]);
    if (error instanceof BodyCutShort)
      return refuse(context, 400, [{ pointer: '', detail: error.message, remedy: 'Send it whole.' }]);
    onFailure?.(error);
    return refuseWhole(context, 500, { detail: 'the bureau failed unexpectedly', remedy: 'See its log; report it.' });
  });
  app.route('/', healthRoutes(bureau));
  app.use(requireOwnHost(host));
  app.route('/', metricsRoutes(bureau));
  app.route(base, rootRoute(bureau));
  app.route(base, openapiRoutes(bureau));
  app.use(`${base}/*`, requireToken(token));
  app.use(`${base}/*`, requireOpenBureau(bureau));
  const resources = [
    tenantRoutes,
    faultRoutes,
    clockRoutes,
    journalRoutes,
    ledgerRoutes,
    quotaRoutes,
    taxCodeRoutes,
    redRoutes,
    recordRoutes,
    registrationRoutes,
    snapshotRoutes,
    resetRoutes,
    eventRoutes,
    deliveryRoutes,
    certificateRoutes,
    documentRoutes,
    tenantOpenapiRoutes,
  ];
  for (const routes of resources) app.route(base, routes(bureau));
  return app;
};
