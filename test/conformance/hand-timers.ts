// Timers that stand until a test moves them by hand.
import type { Timers } from '../../conformance/system-clock.ts';

export type HandTimers = Timers & {
  /** Runs everything due within so many ms, in the order of its time. */
  readonly pass: (milliseconds: number) => void;
  /** How many are set. */
  readonly pending: () => number;
};

export const createHandTimers = (): HandTimers => {
  const due = new Map<number, { readonly atMs: number; readonly run: () => void }>();
  let nowMs = 0;
  let count = 0;
  const next = (limitMs: number) =>
    [...due].filter(([, { atMs }]) => atMs <= limitMs).toSorted((a, b) => a[1].atMs - b[1].atMs || a[0] - b[0])[0];
  return {
    now: () => nowMs,
    after: (delayMs, run) => {
      count += 1;
      const id = count;
      due.set(id, { atMs: nowMs + delayMs, run });
      return () => due.delete(id);
    },
    pass: (milliseconds) => {
      const limitMs = nowMs + milliseconds;
      for (let one = next(limitMs); one; one = next(limitMs)) {
        due.delete(one[0]);
        nowMs = one[1].atMs;
        one[1].run();
      }
      nowMs = limitMs;
    },
    pending: () => due.size,
  };
};
