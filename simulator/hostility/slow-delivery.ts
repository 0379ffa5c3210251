// Hostility `slow-delivery`: an invoice reaches the digital accounts up to an hour later than usual, each at its own time (B-4).
import type { DelayBehaviour } from './behaviour.ts';

const longestMs = 3_600_000;

/** Most are a few minutes late, some very late: no order of delivery follows from the order of issue. */
export const slowDelivery: DelayBehaviour = {
  name: 'slow-delivery',
  delayMs: (dice) => Math.ceil(dice() ** 3 * longestMs),
};
