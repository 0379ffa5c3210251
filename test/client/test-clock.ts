// Virtual time for the tests: waits pass at once and are written down; a response timeout passes only when told to.
import type { Clock, SleepOptions } from '../../client/clock.ts';

export type TestClock = Clock & {
  /** `[reason, seconds]` of every wait but response timeouts, in order. */
  readonly waits: [string, number][];
  /** Lets the response timeouts that are open run out. */
  readonly expire: () => void;
  /** How many response timeouts are open. */
  readonly timeouts: () => number;
};

export const startMs = Date.UTC(2026, 10, 23, 2, 0, 0);

export const createTestClock = (): TestClock => {
  const waits: [string, number][] = [];
  const timeouts = new Map<SleepOptions, { durationMs: number; wake: () => void }>();
  let nowMs = startMs;
  return {
    waits,
    now: () => nowMs,
    timeouts: () => timeouts.size,
    expire: () => {
      for (const [options, { durationMs, wake }] of [...timeouts]) {
        timeouts.delete(options);
        nowMs += durationMs;
        wake();
      }
    },
    sleep: (durationMs, options) =>
      new Promise((wake, fail) => {
        if (options.reason === 'response-timeout') {
          timeouts.set(options, { durationMs, wake });
          options.signal.addEventListener('abort', () => {
            timeouts.delete(options);
            fail(options.signal.reason);
          });
          return;
        }
        waits.push([options.reason, durationMs / 1000]);
        nowMs += durationMs;
        wake();
      }),
  };
};
