// How much of a visitor's slowness, crowding and talk before business a door bears; beyond it the visitor is shown out (T-4).
import type { ServerOptions } from 'node:http';

export type Patience = {
  /** For a handshake, for the head of a request, and for a whole request, each from its first moment. */
  readonly requestMs: number;
  /** How often the door looks who has been too slow. */
  readonly lookEveryMs: number;
  /** Of request line and headers together: 431 beyond. */
  readonly mostHeadBytes: number;
  /** Connections at once at one door: the next one is closed unheard. */
  readonly mostConnections: number;
};

/**
 * A minute is the longest a client waits for its answer (C-7): nobody waits longer for its request. A TLS connection takes
 * some 50 KB, so that a full house stays within a few hundred MB.
 */
export const usualPatience: Patience = {
  requestMs: 60_000,
  lookEveryMs: 5000,
  mostHeadBytes: 16 * 1024,
  mostConnections: 4096,
};

/** Real clients keep connections open; a server that closes idle ones early looks like a fault that nobody scripted. */
const keepAliveMs = 600_000;

/** The settings of an HTTP server that bears so much. Whoever has not sent its request in time is answered 408. */
export const serverSettings = ({ requestMs, lookEveryMs, mostHeadBytes }: Patience): ServerOptions => ({
  headersTimeout: requestMs,
  requestTimeout: requestMs,
  connectionsCheckingInterval: lookEveryMs,
  maxHeaderSize: mostHeadBytes,
  keepAliveTimeout: keepAliveMs,
  keepAliveTimeoutBuffer: 0,
});
