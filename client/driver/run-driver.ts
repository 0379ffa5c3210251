// The reference client as a client under test: lines in, lines out, any number of sessions at once (section D, level 1).
import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import type { RandomBytes } from '../../protocol/randomness.ts';
import type { Clock } from '../clock.ts';
import type { Fetch } from '../fetch.ts';
import { systemClock } from '../system-clock.ts';
import { createHurriedClock, type Hurry } from './hurried-clock.ts';
import {
  type ClockMode,
  type CommandMessage,
  type KitMessage,
  LineRefused,
  type OpenMessage,
  readLine,
  type WakeMessage,
} from './messages.ts';
import { openSession, type Session } from './session.ts';
import type { Say } from './virtual-clock.ts';

export type DriverOptions = {
  readonly input: Readable;
  readonly output: Writable;
  readonly version: string;
  readonly fetch?: Fetch;
  readonly randomBytes?: RandomBytes;
  readonly realClock?: Clock;
};

/** V-1: classes are claimed by name; `core` is `issue` and `query`. */
const capabilities = ['core', 'restart', 'audit', 'red', 'void', 'callback', 'sync', 'xml', 'sm2', 'rollout'] as const;

const describe = (error: unknown): string => (error instanceof Error ? error.message : String(error));

const createNumbering = (): (() => string) => {
  let last = 0;
  return () => {
    last += 1;
    return `w${last}`;
  };
};

const createDriver = (options: DriverOptions, say: Say) => {
  const sessions = new Map<string, Session>();
  const nextId = createNumbering();
  let clock: ClockMode = 'real';
  let realClock = options.realClock ?? systemClock;

  const openNamed = (message: OpenMessage): Session => {
    const { fetch, randomBytes } = options;
    const given = { ...(fetch && { fetch }), ...(randomBytes && { randomBytes }) };
    try {
      return openSession(message, { clock, realClock, say, nextId, ...given });
    } catch (error) {
      throw new LineRefused(`the session cannot be opened: ${describe(error)}`, message.session);
    }
  };

  const open = async (message: OpenMessage): Promise<void> => {
    const { session } = message;
    if (sessions.has(session)) throw new LineRefused(`the session ${session} is open already (D)`, session);
    const opened = openNamed(message);
    sessions.set(session, opened);
    say({ type: 'opened', session, callbackUrl: await opened.listen() });
    if (message.resume) opened.resume();
  };

  const greet = (mode: ClockMode, hurry: Hurry | null): void => {
    clock = mode;
    if (hurry) realClock = createHurriedClock(realClock, hurry);
    const about = { version: options.version, capabilities, clock, ...(hurry && { rate: hurry.rate }) };
    say({ type: 'hello', name: 'liandiao-reference', language: 'TypeScript', ...about });
  };

  const command = (message: CommandMessage): void => {
    const session = sessions.get(message.session);
    if (!session) throw new LineRefused(`there is no open session ${message.session} (D)`, message.id);
    session.tell(message.nowMs);
    session.command(message);
  };

  const wake = ({ id, session, nowMs }: WakeMessage): void => {
    sessions.get(session)?.tell(nowMs);
    sessions.get(session)?.wake(id);
  };

  const close = (name: string): void => {
    void sessions.get(name)?.close();
    sessions.delete(name);
  };

  const obey = async (message: KitMessage): Promise<void> => {
    switch (message.type) {
      case 'hello':
        greet(message.clock, message.hurry);
        break;
      case 'open':
        await open(message);
        break;
      case 'command':
        command(message);
        break;
      case 'wake':
        wake(message);
        break;
      case 'close':
        close(message.session);
        break;
    }
  };

  return { obey, finish: () => Promise.all([...sessions.values()].map((session) => session.finish())) };
};

/**
 * Obeys the kit until its input ends; resolves with the exit code. A line that cannot be read or obeyed is answered
 * with `error` and the next one is read.
 */
export const runDriver = async (options: DriverOptions): Promise<number> => {
  const say: Say = (message) => {
    options.output.write(`${JSON.stringify(message)}\n`);
  };
  const driver = createDriver(options, say);
  for await (const line of createInterface({ input: options.input, crlfDelay: Number.POSITIVE_INFINITY })) {
    if (line.trim() === '') continue;
    try {
      await driver.obey(readLine(line));
    } catch (error) {
      const id = error instanceof LineRefused ? error.id : null;
      say({ type: 'error', id, message: describe(error) });
    }
  }
  await driver.finish();
  return 0;
};
