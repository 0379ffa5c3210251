// The default road to the bureau: the platform's own HTTPS, which checks certificate chain and host name (C-18).
import { lookup } from 'node:dns';
import type { ClientRequest } from 'node:http';
import { Agent as HttpsAgent, request as requestSecure } from 'node:https';
import type { LookupFunction } from 'node:net';
import { createSecureContext, type SecureContext } from 'node:tls';
import { http } from '../protocol/node-http.ts';
import type { Fetch } from './fetch.ts';

/** The certificate an application registered for mutual TLS shows, and its key, both in PEM. */
export type ClientTls = { readonly certPem: string; readonly keyPem: string };

export type SystemFetch = { readonly fetch: Fetch; readonly close: () => void };

/** Breaks the connection off when the signal says so; Node's own way makes an error each time, also for a call that is over. */
const endWith = (signal: AbortSignal, call: ClientRequest): void => {
  const breakOff = () => void call.destroy();
  if (signal.aborted) breakOff();
  signal.addEventListener('abort', breakOff, { once: true });
  call.once('close', () => signal.removeEventListener('abort', breakOff));
};

const loopback = [
  { address: '127.0.0.1', family: 4 },
  { address: '::1', family: 6 },
];

/** `localhost` is the loopback whatever a resolver says (RFC 6761, 6.3): no thread of the system is asked for each request. */
const findHost: LookupFunction = (hostname, options, found) => {
  if (hostname !== 'localhost' || !options.all) return lookup(hostname, options, found);
  queueMicrotask(() => found(null, loopback));
};

/** Clients of one root share what was made of it: reading a root costs more than a connection. */
let lastRoot: { readonly ca: string; readonly context: SecureContext } | null = null;

const contextOf = (ca: string | null, clientTls: ClientTls | null): SecureContext => {
  const shown = clientTls ? { cert: clientTls.certPem, key: clientTls.keyPem } : null;
  if (shown || !ca) return createSecureContext({ ...(ca ? { ca } : {}), ...shown });
  if (lastRoot?.ca !== ca) lastRoot = { ca, context: createSecureContext({ ca }) };
  return lastRoot.context;
};

/**
 * A fetch of its own for one client. `ca` is the bureau's root in PEM, and then the only one trusted; without it the
 * machine's roots are. `clientTls` is shown to a bureau that asks for a certificate. Every request has a connection of its
 * own: on one kept alive, a bureau that closes it and a request that leaves can cross, and then nobody knows whether
 * anything was sent (C-11). Nothing times out here: the response timeout is the clock's (C-7). Redirects are not followed.
 */
export const createSystemFetch = (
  options: { readonly ca?: string | null; readonly clientTls?: ClientTls | null } = {},
): SystemFetch => {
  const { ca, clientTls } = options;
  const secureContext = contextOf(ca ?? null, clientTls ?? null);
  const secure = new HttpsAgent({ keepAlive: false, rejectUnauthorized: true, secureContext, lookup: findHost });
  const plain = new http.Agent({ keepAlive: false, lookup: findHost });
  const fetch: Fetch = (url, { method, headers, body, signal }) =>
    new Promise((resolve, reject) => {
      const isSecure = new URL(url).protocol === 'https:';
      const call = (isSecure ? requestSecure : http.request)(
        url,
        {
          agent: isSecure ? secure : plain,
          method,
          headers: { ...headers, 'content-length': Buffer.byteLength(body) },
        },
        (response) => {
          resolve({
            status: response.statusCode ?? 0,
            headers: { get: (name) => [response.headers[name.toLowerCase()] ?? null].flat().join(', ') || null },
            arrayBuffer: async () => {
              const chunks: Buffer[] = [];
              for await (const chunk of response) chunks.push(chunk);
              return Uint8Array.from(Buffer.concat(chunks)).buffer;
            },
          });
        },
      );
      call.on('error', reject);
      endWith(signal, call);
      call.end(body);
    });
  return {
    fetch,
    close: () => {
      secure.destroy();
      plain.destroy();
    },
  };
};
