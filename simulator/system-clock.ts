// The machine's own time and timers, the defaults of every clock in the bureau.

export type Timers = {
  /** Epoch ms. */
  readonly now: () => number;
  /** Ms since some moment, with fractions; never goes back. For durations. */
  readonly elapsedMs: () => number;
  /** Runs once after so many ms; returns what cancels it. Does not keep the process alive. */
  readonly after: (delayMs: number, run: () => void) => () => void;
};

/** setTimeout cannot wait longer. */
const longestMs = 2_147_483_647;

export const systemTimers: Timers = {
  now: () => Date.now(),
  elapsedMs: () => performance.now(),
  after: (delayMs, run) => {
    const timer = setTimeout(run, Math.min(delayMs, longestMs));
    timer.unref();
    return () => clearTimeout(timer);
  },
};
