// Looks again after everything that happens in a session until what is waited for is there, or real time is up.
import type { Timers } from '../system-clock.ts';
import type { Signal } from './signal.ts';

/** True when `done` came to hold, false when `limitMs` of real time passed first. Rejects with what `done` throws. */
export const lookUntil = async (
  done: () => boolean | Promise<boolean>,
  about: { readonly signal: Signal; readonly timers: Timers; readonly limitMs: number },
): Promise<boolean> => {
  const { signal } = about;
  let over = false;
  const cancel = about.timers.after(about.limitMs, () => {
    over = true;
    signal.raise();
  });
  try {
    for (;;) {
      const seen = signal.count();
      if (await done()) return true;
      if (over) return false;
      await signal.after(seen);
    }
  } finally {
    cancel();
  }
};
