// The machine's own time and timers: for durations in reports, for real clocks, and for the patience with a silent client.

export type Timers = {
  /** Epoch ms. */
  readonly now: () => number;
  /** Runs once after so many ms; returns what cancels it. */
  readonly after: (delayMs: number, run: () => void) => () => void;
};

export const systemTimers: Timers = {
  now: () => Date.now(),
  after: (delayMs, run) => {
    const timer = setTimeout(run, delayMs);
    return () => clearTimeout(timer);
  },
};
