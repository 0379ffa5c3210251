// Fault `hold`: the bureau never answers; the connection stays open until the client gives up.
import type { EffectKind } from './effect.ts';
import { checkSwitch } from './switch.ts';

/** `{ hold: true }`. Phase `before`: nothing is done; `after-commit`: the invoice exists and the answer never comes. */
export const holdFault: EffectKind = {
  word: 'hold',
  companions: [],
  check: checkSwitch('hold'),
  act: (_effect, phase) => ({ action: { kind: 'hold' }, acts: phase === 'before' ? 'before-gates' : 'on-answer' }),
};
