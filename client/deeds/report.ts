// How a command ended well: what the bureau has, as it was heard last.
import type { Invoice } from '../invoice.ts';

export type CommandReport = {
  /**
   * `processing` as the answer to a query, and of a reversal that waits for our own decision; `done` makes no invoice;
   * `manual` is an order left to the old path (D-2, G-1).
   */
  readonly outcome: 'issued' | 'processing' | 'done' | 'manual';
  /** Null while processing and for what makes none. */
  readonly invoice: Invoice | null;
  /** The last believed one; null where nothing was asked. */
  readonly returnCode: string | null;
  /** Every try of the command (D-2). */
  readonly attempts: number;
  readonly message: string;
  /** Issued and not delivered in time (C-14). */
  readonly late?: boolean;
};
