// How far an order has come: all that the next step is decided from, besides what was just heard.
import { type BusyRow, noBusyRow } from './policy/backoff.ts';
import type { Polling } from './policy/polling.ts';
import type { StoredOrder } from './store/store.ts';

export type Progress = {
  /** What is asked next: `issue` sends the order, `settle` and `poll` ask what became of it. */
  readonly stage: 'issue' | 'settle' | 'poll';
  /** From the first unknown attempt or acceptance on: no refusal before the order look-up is definitive any more (C-8). */
  readonly mayBeIssued: boolean;
  readonly rungsUsed: number;
  readonly busy: BusyRow;
  /** The one new signature that 2003 and 2004 allow has been made (R). */
  readonly resigned: boolean;
  readonly polling: Polling | null;
  /** How often an accepted order was gone when polled. */
  readonly vanished: number;
};

const fresh: Progress = {
  stage: 'issue',
  mayBeIssued: false,
  rungsUsed: 0,
  busy: noBusyRow,
  resigned: false,
  polling: null,
  vanished: 0,
};

/** An order of which no attempt was ever made, or every one was definitively without an invoice. */
export const beginOrder = (): Progress => fresh;

/** An order taken up again: it begins with a query (C-15, D-6), and is polled on from where it was, if it was accepted. */
export const resumeOrder = (polling: StoredOrder['polling']): Progress => ({
  ...fresh,
  stage: 'settle',
  mayBeIssued: true,
  polling: polling && { ...polling, silent: 0 },
});
