// Makes a server of HTTP one of HTTPS: whoever comes in shakes hands first, and may be shown what a disguise shows.
import type { Server } from 'node:http';
import type { Socket } from 'node:net';
import type { Disguise } from './disguise.ts';
import type { Handshakes } from './handshakes.ts';

export type DisguisedServer = {
  /** Asked for each new connection, before its handshake; null: the true certificate. */
  readonly choose: (ask: () => Disguise | null) => void;
  readonly of: (raw: Socket) => Disguise | null;
};

export const secureServer = (server: Server, handshakes: Handshakes): DisguisedServer => {
  const disguises = new WeakMap<Socket, Disguise>();
  let ask = (): Disguise | null => null;
  // Node's own, which speaks HTTP with whom it is given.
  const speakers = server.listeners('connection');
  server.removeAllListeners('connection');
  server.on('connection', (raw: Socket) => {
    const disguise = ask();
    if (disguise) disguises.set(raw, disguise);
    handshakes.shake(raw, disguise?.certificate ?? null, (secure) => {
      for (const speak of speakers) speak.call(server, secure);
    });
  });
  return {
    choose: (asked) => {
      ask = asked;
    },
    of: (raw) => disguises.get(raw) ?? null,
  };
};
