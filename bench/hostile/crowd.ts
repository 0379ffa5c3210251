// Slow-loris: a crowd of connections that stall for good while the others are served; the bureau has to show them out.
import type { Socket } from 'node:net';
import { type Dice, pick, type Target } from './attack.ts';
import { connectTo, type Ports } from './strike.ts';

type Staller = { readonly at: Target; readonly says: string };

const stallers: readonly Staller[] = [
  { at: 'http', says: '' },
  { at: 'http', says: 'POST /test/v1/quota.query HTTP/1.1\r\nHost: x\r\nX-' },
  { at: 'http', says: 'POST /test/v1/quota.query HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n\r\n{"appId":' },
  { at: 'tls-port', says: '' },
  { at: 'tls-port', says: '\u0016\u0003\u0001\u0002\u0000' },
  { at: 'https', says: '' },
  { at: 'https', says: 'POST /test/v1/quota.query HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\n{' },
  { at: 'control', says: '' },
  { at: 'control', says: 'POST /control/v1/tenants HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 9\r\n\r\n{' },
];

export type Crowd = {
  /** How many connections stalled so far, and how many of them the bureau closed. */
  readonly count: () => { readonly stalled: number; readonly shownOut: number };
  /** How long the one that has stalled the longest and is still there has been there. */
  readonly longestMs: () => number;
  readonly disperse: () => void;
};

/** Whoever is shown out is replaced by another. */
export const gatherCrowd = (size: number, ports: Ports, dice: Dice): Crowd => {
  const present = new Map<Socket, number>();
  let [stalled, shownOut, dispersed] = [0, 0, false];
  const join = (): void => {
    const { at, says } = pick(dice, stallers);
    const socket = connectTo(at, ports);
    stalled += 1;
    present.set(socket, performance.now());
    socket.on('error', () => undefined);
    socket.resume();
    socket.on('close', () => {
      present.delete(socket);
      if (dispersed) return;
      shownOut += 1;
      join();
    });
    socket.once(at === 'https' ? 'secureConnect' : 'connect', () => void socket.write(Buffer.from(says, 'latin1')));
  };
  for (let at = 0; at < size; at += 1) join();
  return {
    count: () => ({ stalled, shownOut }),
    longestMs: () => performance.now() - Math.min(performance.now(), ...present.values()),
    disperse: () => {
      dispersed = true;
      for (const socket of present.keys()) socket.destroy();
    },
  };
};
