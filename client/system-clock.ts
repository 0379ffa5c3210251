// The default clock: the machine's own time and timers.
import { setTimeout } from 'node:timers/promises';
import type { Clock } from './clock.ts';

/** The machine's clock. A wait is never shorter than asked: timers may fire a millisecond early. */
export const systemClock: Clock = {
  now: () => Date.now(),
  sleep: async (durationMs, { signal }) => {
    const dueAt = Date.now() + durationMs;
    for (let leftMs = durationMs; leftMs > 0; leftMs = dueAt - Date.now()) {
      await setTimeout(Math.ceil(leftMs), undefined, { signal }).catch((error: unknown) => {
        throw signal.aborted ? signal.reason : error;
      });
    }
  },
};
