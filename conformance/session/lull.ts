// The moment that a session lets pass before it takes a client for at rest: what is on its way is heard first (D-4).
import type { Timers } from '../system-clock.ts';

/** Real time. Costs nothing where many sessions go side by side, and spares looks at a bureau that is still at work. */
const lullMs = 1;

export const createLull = (timers: Timers) => (): Promise<void> =>
  new Promise((resolve) => {
    timers.after(lullMs, resolve);
  });
