// Fault `quotaExhausted`: the month's quota is gone, whatever the register says of it (4101).
import type { EffectKind } from './effect.ts';
import { checkSwitch } from './switch.ts';

const requiredBy = (payload: unknown): string => {
  const amount = (payload as { readonly amount?: unknown } | null | undefined)?.amount;
  return typeof amount === 'string' ? amount : '0.00';
};

/** `{ quotaExhausted: true }` for `invoice.issue`: 4101 with `data` {required, available: "0.00"}; nothing is issued. */
export const quotaExhaustedFault: EffectKind = {
  word: 'quotaExhausted',
  companions: [],
  onlyBefore: 'the bureau answers in place of the deed',
  check: checkSwitch('quotaExhausted'),
  interfaces: ['invoice.issue'],
  act: () => ({
    action: {
      kind: 'answer',
      returnCode: '4101',
      dataOf: (payload) => ({ required: requiredBy(payload), available: '0.00' }),
    },
    acts: 'after-nonce',
  }),
};
