// The deed of reversing an invoice: one order number of its own, at most one red invoice (B-5, C-16).
import { differencesFrom, type Expected, type Invoice, readOrderState } from '../invoice.ts';
import { negated, sumOf } from '../policy/red-amounts.ts';
import { meaningOf } from '../policy/status.ts';
import type { Deed, Payload } from './deed.ts';

/** What of a red invoice is known beforehand: its lines, or the untouched original that is reversed whole. */
const expectedOf = (request: Payload, original: Invoice | null): Partial<Expected> => {
  const buyer = original ? { buyerName: original.buyerName } : {};
  const { lines } = request;
  if (Array.isArray(lines)) {
    const [amount, tax] = [sumOf(lines, 'amount'), sumOf(lines, 'tax')];
    return amount === null || tax === null ? buyer : { ...buyer, amount, tax };
  }
  if (original?.status !== 'issued' && original?.status !== 'delivered') return buyer;
  const [amount, tax, total] = [negated(original.amount), negated(original.tax), negated(original.total)];
  return { ...buyer, amount, tax, total };
};

/** `original`: the invoice as a look at it told; null when a reversal is taken up again while it waits for its sheet. */
export const redDeed = (request: Payload, orderNo: string, original: Invoice | null): Deed => {
  const expected = expectedOf(request, original);
  return {
    kind: 'red',
    act: ({ sheet }) => ({
      interface: 'invoice.red',
      payload: sheet?.ready ? { ...request, sheetNo: sheet.sheetNo } : request,
    }),
    settle: { interface: 'invoice.query', payload: { orderNo } },
    unsettled: 'a red invoice may exist, settle it with the bureau under this order number only (C-8, C-16)',
    judge: ({ data, returnCode }, { stage }) => {
      const state = readOrderState(data, orderNo);
      if (state === null) return { kind: 'unreadable', message: 'no readable red invoice' };
      const meaning = meaningOf(state.kind === 'invoice' ? state.invoice.status : state.status);
      if (meaning === 'poll') return { kind: 'poll' };
      if (meaning === 'freed' || state.kind !== 'invoice')
        return { kind: 'refused', message: 'the bureau accepted the reversal and could not issue it (B-1)' };
      const { invoice } = state;
      const differences = differencesFrom(invoice, expected);
      if (differences.length > 0) {
        const differ = `red invoice ${invoice.invoiceNo} differs from what was asked in ${differences.join(', ')}`;
        return stage === 'act' && returnCode === '0000'
          ? { kind: 'unreadable', message: `${differ} although just issued` }
          : { kind: 'taken', message: `the order number is taken: ${differ} (C-9)` };
      }
      if (meaning === 'adopt') return { kind: 'done', invoice };
      return { kind: 'person', message: `invoice ${invoice.invoiceNo} under this number is ${invoice.status} (C-9)` };
    },
  };
};
