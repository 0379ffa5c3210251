// `quota.query`: what the application's seller may still invoice this month (B-7).
import { verdictOf } from '../gates/verdict.ts';
import type { Operation } from './decision.ts';
import { quotaOf } from './quota.ts';

/** An application of several sellers asks for its first one: the payload of this interface is empty. */
export const quotaQuery: Operation = {
  interface: 'quota.query',
  orderNoOf: () => null,
  execute: (_payload, context) => {
    const seller = context.sellers.get(context.application.sellers[0] ?? '');
    const verdict = verdictOf(
      'seller',
      'P-1',
      seller ? null : { returnCode: '2001', expected: 'a registered seller', received: 'none' },
    );
    return seller
      ? { returnCode: '0000', data: quotaOf(context, seller), invoiceNo: null, verdicts: [verdict] }
      : { returnCode: '2001', data: null, invoiceNo: null, verdicts: [verdict] };
  },
};
