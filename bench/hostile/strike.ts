// One hostile visit over a real socket: sends the attack as it wants to be sent, and sees what came of it.
import { connect, type Socket } from 'node:net';
import { connect as connectSecure } from 'node:tls';
import { type AnswerCode, readAnswers } from './answers.ts';
import type { Attack, Target } from './attack.ts';

export type Ports = { readonly http: number; readonly https: number; readonly control: number };

/** What a visit may take before it counts as stuck. */
export const patienceMs = 20_000;

export const connectTo = (at: Target, ports: Ports): Socket => {
  const host = '127.0.0.1';
  if (at === 'https') return connectSecure({ host, port: ports.https, rejectUnauthorized: false });
  return connect({ host, port: at === 'tls-port' ? ports.https : ports[at], noDelay: true });
};

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

const send = async (socket: Socket, { pieces, pace, hangsUp }: Attack): Promise<void> => {
  for (const piece of pieces) {
    if (socket.destroyed) return;
    socket.write(piece);
    if (pace === 'crumbs') await turn();
  }
  if (hangsUp) socket.end();
};

/** The answers until the visit was over; `stuck` when it was not in time. */
export const strike = (
  attack: Attack,
  ports: Ports,
): Promise<{ readonly answers: readonly AnswerCode[]; readonly stuck: boolean }> =>
  new Promise((resolve) => {
    const socket = connectTo(attack.at, ports);
    let text = '';
    let heads = 0;
    const end = (stuck: boolean) => {
      clearTimeout(patience);
      socket.destroy();
      resolve({ answers: readAnswers(text), stuck });
    };
    const patience = setTimeout(() => end(true), patienceMs);
    socket.on('data', (chunk: Buffer) => {
      text += chunk.toString('latin1');
      // The whole is read only when it can be enough.
      heads += chunk.toString('latin1').split('HTTP/1.1 ').length - 1;
      if (attack.until !== 'closed' && heads >= attack.until && readAnswers(text).length >= attack.until) end(false);
    });
    socket.on('error', () => end(false));
    socket.on('close', () => end(false));
    socket.once(attack.at === 'https' ? 'secureConnect' : 'connect', () => void send(socket, attack));
  });
