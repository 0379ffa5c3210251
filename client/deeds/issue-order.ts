// The deed of issuing an order: one order number, at most one invoice (B-1, C-8, C-9).
import { differencesFrom, type Expected, readOrderState } from '../invoice.ts';
import { meaningOf } from '../policy/status.ts';
import type { Deed, Payload } from './deed.ts';

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
  const expected = expectedOf(order);
  return {
    kind: 'issue',
    act: () => ({ interface: 'invoice.issue', payload: order }),
    settle: { interface: 'invoice.query', payload: { orderNo } },
    unsettled: 'an invoice may exist, settle it with the bureau under this order number only (C-8)',
    judge: ({ data, returnCode }, { stage }) => {
      const state = readOrderState(data, orderNo);
      if (state === null) return { kind: 'unreadable', message: 'no readable invoice' };
      const status = state.kind === 'invoice' ? state.invoice.status : state.status;
      const meaning = meaningOf(status);
      if (meaning === 'poll') return { kind: 'poll' };
      if (meaning === 'freed' || state.kind !== 'invoice') {
        const message = 'the bureau accepted the order and could not issue it; its number is free again (B-1)';
        return { kind: 'refused', message };
      }
      const { invoice } = state;
      const differences = differencesFrom(invoice, expected);
      if (differences.length > 0) {
        const differ = `invoice ${invoice.invoiceNo} differs from the order in ${differences.join(', ')}`;
        return stage === 'act' && returnCode === '0000'
          ? { kind: 'unreadable', message: `${differ} although just issued` }
          : { kind: 'taken', message: `the order number is taken: ${differ} (C-9)` };
      }
      if (meaning === 'adopt') return { kind: 'done', invoice };
      const message = `the invoice ${invoice.invoiceNo} is ${status}: a person must say what the sale needs (C-9)`;
      return { kind: 'person', message };
    },
  };
};
