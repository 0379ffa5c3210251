// The certificate a visitor showed in the TLS handshake, which the door asks for and does not demand (T-6).
import type { IncomingMessage } from 'node:http';
import { TLSSocket } from 'node:tls';

/** `distrust` is why its chain or its days do not hold under the bureau's root; null when they do. */
export type ClientCertificate = { readonly commonName: string; readonly distrust: string | null };

/** Null over plain HTTP and for who showed none. */
export const clientCertificateOf = ({ socket }: IncomingMessage): ClientCertificate | null => {
  if (!(socket instanceof TLSSocket)) return null;
  const shown = socket.getPeerCertificate();
  if (!shown?.raw) return null;
  const { CN } = shown.subject;
  const distrust = socket.authorized ? null : String(socket.authorizationError);
  return { commonName: Array.isArray(CN) ? CN.join(', ') : (CN ?? ''), distrust };
};
