// A real clock that runs so many times as fast as the machine's, for kits that have no time to wait (D-10).
import type { Clock } from '../clock.ts';

export type Hurry = {
  readonly rate: number;
  /** The instant at which it showed the machine's time, epoch ms. */
  readonly sinceMs: number;
};

export const createHurriedClock = (real: Clock, { rate, sinceMs }: Hurry): Clock => ({
  now: () => Math.floor(sinceMs + (real.now() - sinceMs) * rate),
  sleep: (durationMs, options) => real.sleep(durationMs / rate, options),
});
