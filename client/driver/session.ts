// One session of a kit: a taxpayer of its own with its own clock, keys and folder (D).

import { randomBytes as systemRandomBytes } from 'node:crypto';
import type { RandomBytes } from '../../protocol/randomness.ts';
import { createReceiver, type Receiver } from '../callbacks/receiver.ts';
import type { Clock } from '../clock.ts';
import type { Fetch } from '../fetch.ts';
import { ClientClosed } from '../outcome-errors.ts';
import { systemClock } from '../system-clock.ts';
import { createTaxClient } from '../tax-client.ts';
import { runCommand, tellAudit } from './commands.ts';
import type { ClockMode, CommandMessage, OpenMessage } from './messages.ts';
import { readOpening } from './open-options.ts';
import { resultOf, resultOfError, type Told, unsupported } from './results.ts';
import { createSessionState } from './session-state.ts';
import { createVirtualClock, type Say, type VirtualClock } from './virtual-clock.ts';

export type SessionOptions = {
  readonly clock: ClockMode;
  readonly say: Say;
  readonly nextId: () => string;
  /** The road to the bureau; by default the platform's HTTPS with the session's root. */
  readonly fetch?: Fetch;
  readonly randomBytes?: RandomBytes;
  /** Real time: for `clock: "real"`, and for requests still in flight when the input has ended. */
  readonly realClock?: Clock;
};

export type Session = {
  /** The client's time in a session is the last `now` it was given for it (D-4). */
  readonly tell: (nowMs: number) => void;
  readonly wake: (id: string) => void;
  /** Opens the address that orders of this session may name for pushes; resolves with it (C-12). */
  readonly listen: () => Promise<string>;
  readonly command: (message: CommandMessage) => void;
  /** Finishes open orders unasked (D-6). */
  readonly resume: () => void;
  /** Lets go of everything at once and says nothing more. */
  readonly close: () => Promise<void>;
  /** After the end of the input: lets commands end that can, then closes. */
  readonly finish: () => Promise<void>;
};

const describe = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** Tells the kit how each command ended, once. */
const createDesk = (say: Say) => {
  const open = new Set<Promise<void>>();
  const tell = async (id: string, outcome: Promise<Told>): Promise<void> => {
    try {
      say(resultOf(id, await outcome));
    } catch (error) {
      if (error instanceof ClientClosed) return;
      say(resultOfError(id, error) ?? { type: 'error', id, message: describe(error) });
    }
  };
  return {
    owe: (id: string, outcome: Promise<Told>): void => {
      const told = tell(id, outcome).finally(() => open.delete(told));
      open.add(told);
    },
    settled: async (): Promise<void> => {
      while (open.size > 0) await Promise.all(open);
    },
  };
};

/** Opens a session. Throws LineRefused or OptionsRefused when `open` cannot be used. */
export const openSession = (message: OpenMessage, options: SessionOptions): Session => {
  const { session } = message;
  const { stateDir, ...opening } = readOpening(message);
  const realClock = options.realClock ?? systemClock;
  let muted = false;
  const say: Say = (line) => {
    if (!muted) options.say(line);
  };
  const virtual: VirtualClock | null =
    options.clock === 'virtual'
      ? createVirtualClock(session, { nowMs: message.nowMs, say, nextId: options.nextId })
      : null;
  const { close: closeState, ...state } = createSessionState(stateDir);
  const randomBytes = options.randomBytes ?? systemRandomBytes;
  const client = createTaxClient({
    ...opening,
    ...(options.fetch ? { fetch: options.fetch } : {}),
    ...state,
    randomBytes,
    clock: virtual ?? realClock,
    blocked: ({ commandId, by }) => say({ type: 'blocked', id: options.nextId(), session, command: commandId, by }),
  });
  const desk = createDesk(say);
  let receiver: Receiver | null = null;

  const letGo = async (): Promise<void> => {
    muted = true;
    await receiver?.close();
    await client.close();
    await closeState();
  };

  const obey = (message: CommandMessage): void => {
    const { id, command } = message;
    const outcome = command === 'audit' ? tellAudit(state.audit) : runCommand(client, message);
    if (outcome === null) say(unsupported(message));
    else desk.owe(id, outcome);
  };

  return {
    tell: (nowMs) => virtual?.tell(nowMs),
    wake: (id) => virtual?.wake(id),
    listen: async () => {
      receiver = await createReceiver({ credentials: opening.credentials, hear: client.hear, randomBytes });
      return receiver.url;
    },
    command: obey,
    resume: () => {
      const taken = client.resume().then((deeds) => {
        for (const { commandId, outcome } of deeds) desk.owe(commandId, outcome);
      });
      taken.catch((error: unknown) => say({ type: 'error', id: session, message: describe(error) }));
    },
    close: letGo,
    finish: async () => {
      virtual?.strand(realClock);
      await desk.settled();
      await letGo();
    },
  };
};
