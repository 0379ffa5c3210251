// Whether the bureau is alive and ready, and its root certificate: open to everybody who reaches the control port.
import { Hono } from 'hono';
import type { ControlledBureau } from './controlled.ts';

/** `GET /healthz`, `GET /readyz`: never affected by faults or resets; a bureau that closes is alive and not ready (503). */
export const healthRoutes = (bureau: ControlledBureau): Hono =>
  new Hono()
    .get('/healthz', (context) => context.text('ok'))
    .get('/readyz', (context) => (bureau.isReady() ? context.text('ready') : context.text('closing', 503)));

/** `GET /root.pem` (T-1). */
export const rootRoute = (bureau: ControlledBureau): Hono =>
  new Hono().get('/root.pem', (context) =>
    context.body(bureau.rootPem(), 200, { 'content-type': 'application/x-pem-file' }),
  );
