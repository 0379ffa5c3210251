// What an invoice found under a deed's own order number says about the deed: adopted, waited for, or somebody's business (C-9).
import type { BelievedAnswer } from '../heard.ts';
import { differencesFrom, type Expected, readOrderState } from '../invoice.ts';
import { meaningOf } from '../policy/status.ts';
import type { Judgement } from './deed.ts';
import type { Stage } from './progress.ts';

export type Awaited = {
  readonly orderNo: string;
  /** What it must agree with, as far as that is known beforehand. */
  readonly expected: Partial<Expected>;
  /** What was asked for, in a sentence. */
  readonly what: 'order' | 'reversal';
};

/** Reads `data` of 0000 and 4001. One that was just issued and differs is disbelieved; one that was found is another's. */
export const judgeInvoice = ({ data, returnCode }: BelievedAnswer, stage: Stage, awaited: Awaited): Judgement => {
  const { orderNo, expected, what } = awaited;
  const state = readOrderState(data, orderNo);
  if (state === null) return { kind: 'unreadable', message: 'no readable invoice' };
  const status = state.kind === 'invoice' ? state.invoice.status : state.status;
  const meaning = meaningOf(status);
  if (meaning === 'poll') return { kind: 'poll' };
  if (meaning === 'freed' || state.kind !== 'invoice') {
    const message = `the bureau accepted the ${what} and could not issue it; its number is free again (B-1)`;
    return { kind: 'refused', message };
  }
  const { invoice } = state;
  const differences = differencesFrom(invoice, expected);
  if (differences.length > 0) {
    const differ = `invoice ${invoice.invoiceNo} differs from the ${what} in ${differences.join(', ')}`;
    return stage === 'act' && returnCode === '0000'
      ? { kind: 'unreadable', message: `${differ} although just issued` }
      : { kind: 'taken', message: `the order number is taken: ${differ} (C-9)` };
  }
  if (meaning === 'adopt') return { kind: 'done', invoice };
  const message = `the invoice ${invoice.invoiceNo} is ${status}: a person must say what the sale needs (C-9)`;
  return { kind: 'person', message };
};
