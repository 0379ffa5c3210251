// `quota.query`: what the application's seller may still invoice this month (B-7).
import { openGates } from './decide-gates.ts';
import type { Operation } from './decision.ts';
import { quotaOf } from './quota.ts';

/** An application of several sellers asks for its first one: the payload of this interface is empty. */
export const quotaQuery: Operation = {
  interface: 'quota.query',
  orderNoOf: () => null,
  execute: (_payload, context) => {
    const seller = context.sellers.get(context.application.sellers[0] ?? '');
    const { pass, decide } = openGates();
    const nobody = { returnCode: '2001', expected: 'a registered seller', received: 'none' };
    const refused = pass('seller', 'P-1', seller ? null : nobody);
    return refused ?? decide('0000', seller ? quotaOf(context, seller) : null);
  },
};
