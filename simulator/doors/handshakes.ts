// Shakes hands over TLS (T-1) for all doors of a bureau: what makes its certificate ready for use is done once, not for each door.
import type { Socket } from 'node:net';
import { createServer, type Server, type TLSSocket } from 'node:tls';
import type { FalseCertificate, ServedPair } from './disguise.ts';
import { usualPatience } from './patience.ts';

/** In PEM. With `ca` visitors are asked for a certificate under it, and let in without (T-6). */
export type Shown = ServedPair & {
  readonly ca?: string;
  /** What a disguise shows; without it every visitor is shown the true certificate. */
  readonly falsePair?: (certificate: FalseCertificate) => ServedPair;
  /** How long a handshake may take; as long as usual where absent. */
  readonly mostMs?: number;
};

export type Handshakes = {
  /** On a connection that came in at a door; null: the true certificate. `then` is not called when the two do not agree. */
  readonly shake: (raw: Socket, certificate: FalseCertificate | null, then: (secure: TLSSocket) => void) => void;
};

/** With the door's port: one visitor may use one of its own at two doors. */
const keyOf = ({ remoteAddress, remotePort, localPort }: Socket): string =>
  `${remoteAddress} ${remotePort} ${localPort}`;

/**
 * A server for each certificate, none of which listens: doors bring the connections. A session that was agreed on under
 * one certificate cannot be resumed under another: every server draws ticket keys of its own.
 */
export const createHandshakes = ({ falsePair, mostMs, ...usual }: Shown): Handshakes => {
  const waiting = new Map<string, (secure: TLSSocket) => void>();
  const servers = new Map<FalseCertificate | null, Server>();
  const open = (certificate: FalseCertificate | null): Server =>
    createServer({
      ...usual,
      ...(certificate === null ? {} : falsePair?.(certificate)),
      ...(usual.ca === undefined ? {} : { requestCert: true, rejectUnauthorized: false }),
      minVersion: 'TLSv1.2',
      ALPNProtocols: ['http/1.1'],
      handshakeTimeout: mostMs ?? usualPatience.requestMs,
    })
      .on('secureConnection', (secure) => {
        const then = waiting.get(keyOf(secure));
        // Whoever was reset meanwhile has no address any longer.
        if (then) then(secure);
        else secure.destroy();
      })
      .on('tlsClientError', (_error, secure) => secure.destroy());
  const serverOf = (certificate: FalseCertificate | null): Server => {
    const server = servers.get(certificate) ?? open(certificate);
    servers.set(certificate, server);
    return server;
  };
  return {
    shake: (raw, certificate, then) => {
      const key = keyOf(raw);
      waiting.set(key, then);
      raw.once('close', () => {
        if (waiting.get(key) === then) waiting.delete(key);
      });
      // Whoever goes in the middle of a handshake is not waited for.
      raw.allowHalfOpen = false;
      serverOf(certificate).emit('connection', raw);
    },
  };
};
