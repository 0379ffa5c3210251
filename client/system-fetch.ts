// The default road to the bureau: the platform's own HTTPS, which checks certificate chain and host name (C-18).
import { Agent as HttpsAgent, request as requestSecure } from 'node:https';
import { createSecureContext } from 'node:tls';
import { http } from '../protocol/node-http.ts';
import type { Fetch } from './fetch.ts';

/** The certificate an application registered for mutual TLS shows, and its key, both in PEM. */
export type ClientTls = { readonly certPem: string; readonly keyPem: string };

export type SystemFetch = { readonly fetch: Fetch; readonly close: () => void };

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
  const shown = clientTls ? { cert: clientTls.certPem, key: clientTls.keyPem } : {};
  const secureContext = createSecureContext({ ...(ca ? { ca } : {}), ...shown });
  const secure = new HttpsAgent({ keepAlive: false, rejectUnauthorized: true, secureContext });
  const plain = new http.Agent({ keepAlive: false });
  const fetch: Fetch = (url, { method, headers, body, signal }) =>
    new Promise((resolve, reject) => {
      const isSecure = new URL(url).protocol === 'https:';
      const call = (isSecure ? requestSecure : http.request)(
        url,
        {
          agent: isSecure ? secure : plain,
          method,
          headers: { ...headers, 'content-length': Buffer.byteLength(body) },
          signal,
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
