// The default road to the bureau: undici, which checks certificate chain and host name (C-18).
import { Agent, fetch } from 'undici';
import type { Fetch } from './fetch.ts';

/** The certificate an application registered for mutual TLS shows, and its key, both in PEM. */
export type ClientTls = { readonly certPem: string; readonly keyPem: string };

export type SystemFetch = { readonly fetch: Fetch; readonly close: () => Promise<void> };

/**
 * A fetch of its own for one client. `ca` is the bureau's root in PEM, and then the only one trusted; without it the
 * machine's roots are. `clientTls` is shown to a bureau that asks for a certificate. Every request has a connection of its own: on one kept alive, a bureau that closes it and a
 * request that leaves can cross, and then nobody knows whether anything was sent (C-11). undici's own timeouts are
 * off, the response timeout is the clock's (C-7).
 */
export const createSystemFetch = (
  options: { readonly ca?: string | null; readonly clientTls?: ClientTls | null } = {},
): SystemFetch => {
  const { ca, clientTls } = options;
  const shown = clientTls ? { cert: clientTls.certPem, key: clientTls.keyPem } : {};
  const connect = { rejectUnauthorized: true, ...(ca ? { ca } : {}), ...shown };
  const agent = new Agent({ connect, pipelining: 0, headersTimeout: 0, bodyTimeout: 0 });
  return {
    fetch: (url, request) => fetch(url, { ...request, dispatcher: agent }),
    close: () => agent.destroy(),
  };
};
