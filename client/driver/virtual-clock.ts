// The clock of one session in virtual time: its now is what the kit said last, and it waits only by `sleep` (D-4).
import type { Clock, SleepOptions } from '../clock.ts';
import { ClientClosed } from '../outcome-errors.ts';

export type Say = (message: Readonly<Record<string, unknown>>) => void;

type Sleeper = SleepOptions & {
  readonly durationMs: number;
  readonly wake: () => void;
  readonly fail: (why: unknown) => void;
};

export type VirtualClock = Clock & {
  /** The kit's word for the session's time. */
  readonly tell: (nowMs: number) => void;
  /** An unknown id is ignored (D). */
  readonly wake: (id: string) => void;
  /** Nobody will wake anybody any more: waits end as closed, requests in flight keep their timeout in real time. */
  readonly strand: (real: Clock) => void;
};

/** `nextId` numbers the sleeps of all sessions of the process. */
export const createVirtualClock = (
  session: string,
  start: { readonly nowMs: number; readonly say: Say; readonly nextId: () => string },
): VirtualClock => {
  const sleepers = new Map<string, Sleeper>();
  let nowMs = start.nowMs;
  let realClock: Clock | null = null;

  const announce = (id: string, { durationMs, reason, commandId, nonce }: Sleeper): void =>
    start.say({
      type: 'sleep',
      id,
      session,
      command: commandId,
      milliseconds: durationMs,
      reason,
      ...(nonce === undefined ? {} : { nonce }),
    });

  const endUnwoken = async (sleeper: Sleeper, real: Clock): Promise<void> => {
    if (sleeper.reason !== 'response-timeout') return sleeper.fail(new ClientClosed());
    return real.sleep(sleeper.durationMs, sleeper).then(sleeper.wake, sleeper.fail);
  };

  const rest = (sleeper: Sleeper): void => {
    const id = start.nextId();
    sleepers.set(id, sleeper);
    announce(id, sleeper);
    const cancel = (): void => {
      if (!sleepers.delete(id)) return;
      start.say({ type: 'cancel', id });
      sleeper.fail(sleeper.signal.reason);
    };
    sleeper.signal.addEventListener('abort', cancel, { once: true });
  };

  return {
    now: () => nowMs,
    tell: (ms) => {
      nowMs = ms;
    },
    sleep: (durationMs, options) =>
      new Promise((wake, fail) => {
        const sleeper = { ...options, durationMs, wake, fail };
        if (options.signal.aborted) fail(options.signal.reason);
        else if (realClock) void endUnwoken(sleeper, realClock);
        else rest(sleeper);
      }),
    wake: (id) => {
      const sleeper = sleepers.get(id);
      sleepers.delete(id);
      sleeper?.wake();
    },
    strand: (real) => {
      realClock = real;
      const stranded = [...sleepers.values()];
      sleepers.clear();
      for (const sleeper of stranded) void endUnwoken(sleeper, real);
    },
  };
};
