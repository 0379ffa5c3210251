// Fault `notFoundYet`: the query lags behind the issue and finds nothing, though the ledger holds the invoice.
import type { EffectKind } from './effect.ts';
import { checkSwitch } from './switch.ts';

/** `{ notFoundYet: true }` for `invoice.query`: 4004, properly signed; give `when.window` or `when.times` for how long. */
export const notFoundYetFault: EffectKind = {
  word: 'notFoundYet',
  companions: [],
  onlyBefore: 'the bureau answers in place of the deed',
  check: checkSwitch('notFoundYet'),
  interfaces: ['invoice.query'],
  act: () => ({ action: { kind: 'answer', returnCode: '4004' }, acts: 'after-nonce' }),
};
