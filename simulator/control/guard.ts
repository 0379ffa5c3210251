// Who may use the control port: holders of the token, on this machine's names, and no foreign web page.
import { hash, timingSafeEqual } from 'node:crypto';
import type { MiddlewareHandler } from 'hono';
import type { ControlledBureau } from './controlled.ts';
import { refuseWhole } from './problem.ts';

const digest = (text: string): Buffer => hash('sha256', text, 'buffer');

/** Bearer token, compared in constant time. */
export const requireToken = (token: string): MiddlewareHandler => {
  const expected = digest(`Bearer ${token}`);
  return async (context, next) => {
    if (timingSafeEqual(digest(context.req.header('authorization') ?? ''), expected)) return next();
    context.header('www-authenticate', 'Bearer realm="liandiao control"');
    return refuseWhole(context, 401, {
      detail: context.req.header('authorization')
        ? 'the Authorization header does not carry the token of this bureau'
        : 'there is no Authorization header',
      remedy: 'Send "Authorization: Bearer <token>"; the bureau prints the token as controlToken when it is ready.',
    });
  };
};

/** What is there may be looked at to the end; nothing new begins in a bureau that closes. */
export const requireOpenBureau =
  ({ isReady }: Pick<ControlledBureau, 'isReady'>): MiddlewareHandler =>
  async (context, next) =>
    isReady() || context.req.method === 'GET'
      ? next()
      : refuseWhole(context, 503, {
          detail: 'the bureau was told to stop and finishes what is open',
          remedy: 'Start it again.',
        });

const loopbackHost = /^(localhost|127(\.\d{1,3}){3}|\[::1\])(:\d{1,5})?$/i;

/**
 * Against DNS rebinding: the Host header (and the request target, where that is a whole URL) names loopback or the address
 * that the control port was told to listen on, and an Origin, which only browsers send, is the control port's own.
 */
export const requireOwnHost = (listeningHost: string): MiddlewareHandler => {
  const isOwn = (host: string): boolean =>
    loopbackHost.test(host) || host.replace(/:\d+$/, '').replace(/^\[|\]$/g, '') === listeningHost;
  return async (context, next) => {
    const host = context.req.header('host') ?? '';
    const origin = context.req.header('origin');
    const names = isOwn(host) && isOwn(new URL(context.req.url).host);
    if (names && (origin === undefined || origin === `http://${host}`)) return next();
    return refuseWhole(context, 403, {
      detail: names ? 'the Origin header names another site' : 'the Host header does not name this machine',
      remedy: 'Call the control port by http://127.0.0.1 or http://localhost with its port, and not from another page.',
    });
  };
};
