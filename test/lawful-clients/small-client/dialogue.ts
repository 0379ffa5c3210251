// The small client's side of section D: lines in and out, and the virtual clock of each session built on sleep, wake and cancel.
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { readInstant } from '../../../protocol/timestamp.ts';

export type Message = Readonly<Record<string, unknown>> & { readonly type: string };

export const say = (message: Message): void => {
  process.stdout.write(`${JSON.stringify(message)}\n`);
};

/** Calls `hear` for every line of standard input; resolves at its end. */
export const listen = async (hear: (message: Message) => void): Promise<void> => {
  const lines = createInterface(process.stdin);
  lines.on('line', (line) => hear(JSON.parse(line) as Message));
  await once(lines, 'close');
};

export type Sleep = { readonly woken: Promise<void>; readonly cancel: () => void };

/** One session's clock: its time is the last `now` it was told. */
export const createSessionClock = (session: string) => {
  let nowMs = 0;
  let count = 0;
  const sleeping = new Map<string, () => void>();
  return {
    tell: (now: unknown) => {
      nowMs = readInstant(String(now)) ?? nowMs;
    },
    now: () => nowMs,
    sleep: (
      milliseconds: number,
      about: { readonly command: string; readonly reason: string; readonly nonce?: string },
    ): Sleep => {
      count += 1;
      const id = `${session}-${process.pid}-${count}`;
      const woken = new Promise<void>((resolve) => sleeping.set(id, resolve));
      say({ type: 'sleep', id, session, milliseconds, ...about });
      const cancel = () => {
        if (sleeping.delete(id)) say({ type: 'cancel', id });
      };
      return { woken, cancel };
    },
    wake: (id: string) => {
      const resume = sleeping.get(id);
      sleeping.delete(id);
      resume?.();
    },
  };
};

export type SessionClock = ReturnType<typeof createSessionClock>;
