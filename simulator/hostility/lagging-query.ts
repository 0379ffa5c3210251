// Hostility `lagging-query`: `invoice.query` by order number finds nothing for a while after the invoice was issued (4004).
import { between, type DelayBehaviour } from './behaviour.ts';

/**
 * Half of the orders that are issued at once, never longer than 45 s, and over when the invoice is delivered, void or
 * reversed. A client is not led to a second invoice: 4004 lets it resend the same number, which is answered 4001 (R, B-1,
 * C-8). What was accepted (0001) is seen all the time: poll and resend would take turns, 4004 and 4003 (C-10), and a
 * client that gives such a bureau up is lawful.
 */
export const laggingQuery: DelayBehaviour = {
  name: 'lagging-query',
  delayMs: (dice) => (dice() < 0.5 ? 0 : between(dice, 1000, 45_000)),
};
