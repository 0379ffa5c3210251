// Hostility `lagging-query`: `invoice.query` by order number finds nothing for a while after the order was taken (4004).
import { between, type DelayBehaviour } from './behaviour.ts';

/**
 * Half of the orders, never longer than 45 s, and over when the invoice is delivered, void or reversed. A client is not
 * led to a second invoice: 4004 lets it resend the same number, and that is answered 4001 or 4003 (R, B-1, C-8, C-10).
 */
export const laggingQuery: DelayBehaviour = {
  name: 'lagging-query',
  delayMs: (dice) => (dice() < 0.5 ? 0 : between(dice, 1000, 45_000)),
};
