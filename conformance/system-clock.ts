// The machine's own time and timers: for durations in reports, for real clocks, and for the patience with a silent client.

export type Timers = {
  /** Epoch ms. */
  readonly now: () => number;
  /** Runs once after so many ms; returns what cancels it. */
  readonly after: (delayMs: number, run: () => void) => () => void;
};

/** The same time running `rate` times as fast since an instant (epoch ms); waits given to it end so much earlier. */
export const hurry = (
  timers: Timers,
  { rate, sinceMs }: { readonly rate: number; readonly sinceMs: number },
): Timers => {
  if (rate === 1) return timers;
  return {
    now: () => Math.floor(sinceMs + (timers.now() - sinceMs) * rate),
    after: (delayMs, run) => timers.after(delayMs / rate, run),
  };
};

export const systemTimers: Timers = {
  now: () => Date.now(),
  after: (delayMs, run) => {
    const timer = setTimeout(run, delayMs);
    return () => clearTimeout(timer);
  },
};
