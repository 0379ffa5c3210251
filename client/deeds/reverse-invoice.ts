// The deed of reversing an invoice: one order number of its own, at most one red invoice (B-5, C-16).
import type { Expected, Invoice } from '../invoice.ts';
import { negated, sumOf } from '../policy/red-amounts.ts';
import type { Deed, Payload } from './deed.ts';
import { judgeInvoice } from './judge-invoice.ts';

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
  const awaited = { orderNo, expected: expectedOf(request, original), what: 'reversal' } as const;
  return {
    kind: 'red',
    act: ({ sheet }) => ({
      interface: 'invoice.red',
      payload: sheet?.ready ? { ...request, sheetNo: sheet.sheetNo } : request,
    }),
    settle: { interface: 'invoice.query', payload: { orderNo } },
    unsettled: 'a red invoice may exist, settle it with the bureau under this order number only (C-8, C-16)',
    judge: (answer, { stage }) => judgeInvoice(answer, stage, awaited),
  };
};
