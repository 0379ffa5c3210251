// The deed of issuing an order: one order number, at most one invoice (B-1, C-8, C-9).
import type { Expected } from '../invoice.ts';
import type { Deed, Payload } from './deed.ts';
import { judgeInvoice } from './judge-invoice.ts';

const textIn = (holder: unknown, name: string): string => {
  const value: unknown = typeof holder === 'object' && holder !== null ? Reflect.get(holder, name) : undefined;
  return typeof value === 'string' ? value : '';
};

/** What the invoice must agree with; the pre-check has seen that these are texts. */
const expectedOf = (order: Payload): Expected => ({
  amount: textIn(order, 'amount'),
  tax: textIn(order, 'tax'),
  total: textIn(order, 'total'),
  buyerName: textIn(order['buyer'], 'name'),
});

export const issueDeed = (order: Payload, orderNo: string): Deed => {
  const awaited = { orderNo, expected: expectedOf(order), what: 'order' } as const;
  return {
    kind: 'issue',
    act: () => ({ interface: 'invoice.issue', payload: order }),
    settle: { interface: 'invoice.query', payload: { orderNo } },
    unsettled: 'an invoice may exist, settle it with the bureau under this order number only (C-8)',
    judge: (answer, { stage }) => judgeInvoice(answer, stage, awaited),
  };
};
