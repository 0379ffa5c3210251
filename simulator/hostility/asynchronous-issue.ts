// Hostility `asynchronous-issue`: now and then an order is accepted only (0001), and issued up to two minutes later than usual.
import { between, type DelayBehaviour } from './behaviour.ts';

/** The bureau alone knows its load (R, 0001); far from the 30 min after which a client hands an order over (C-10). */
export const asynchronousIssue: DelayBehaviour = {
  name: 'asynchronous-issue',
  delayMs: (dice) => (dice() < 0.7 ? 0 : between(dice, 1, 120_000)),
};
