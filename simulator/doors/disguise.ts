// A door in disguise: the certificates that a client must not trust, shown to new connections while a fault says so (C-18).
import type { Socket } from 'node:net';
import type { Server } from 'node:tls';

/** One under another root, for the right names; or under the right root, for another host. */
export const falseCertificates = ['foreign-root', 'foreign-host'] as const;
export type FalseCertificate = (typeof falseCertificates)[number];

export type ServedPair = { readonly key: string; readonly cert: string };

/** The fault that acted on a connection before it brought any request. */
export type ConnectionFault = {
  readonly id: string;
  readonly phase: 'before';
  readonly effect: Readonly<Record<string, unknown>>;
};

export type Disguise = { readonly certificate: FalseCertificate; readonly fault: ConnectionFault };

export type DisguisedServer = {
  /** Asked for each new connection, before its handshake; null: the true certificate. */
  readonly choose: (ask: () => Disguise | null) => void;
  readonly of: (raw: Socket) => Disguise | null;
};

/**
 * Lets a server that speaks TLS show another certificate. A session that was agreed on under one certificate cannot be
 * resumed under another: every context draws ticket keys of its own.
 */
export const disguiseServer = (
  server: Server,
  options: {
    readonly usual: Readonly<Record<string, unknown>> & ServedPair;
    readonly falsePair: (certificate: FalseCertificate) => ServedPair;
  },
): DisguisedServer => {
  const disguises = new WeakMap<Socket, Disguise>();
  let ask = (): Disguise | null => null;
  let shown: FalseCertificate | null = null;
  // In front of Node's own listener, which begins the handshake with what is set at that moment.
  server.prependListener('connection', (raw: Socket) => {
    const disguise = ask();
    if (disguise) disguises.set(raw, disguise);
    const due = disguise?.certificate ?? null;
    if (due === shown) return;
    shown = due;
    server.setSecureContext({ ...options.usual, ...(due === null ? {} : options.falsePair(due)) });
  });
  return {
    choose: (asked) => {
      ask = asked;
    },
    of: (raw) => disguises.get(raw) ?? null,
  };
};
