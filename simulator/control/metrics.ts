// `/metrics` for Prometheus: counts alone, so that a scraper need not hold the token that steers the bureau.
import { Hono } from 'hono';
import type { ControlledBureau } from './controlled.ts';

/** `GET /metrics`: never affected by faults or resets. */
export const metricsRoutes = (bureau: ControlledBureau): Hono =>
  new Hono().get('/metrics', async (context) => {
    const { contentType, text } = await bureau.readMetrics();
    return context.body(text, 200, { 'content-type': contentType });
  });
