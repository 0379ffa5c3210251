// Fault `unsigned`: the answer carries no signature, though its code demands one (C-2).
import type { EffectKind } from './effect.ts';
import { checkSwitch } from './switch.ts';

/** `{ unsigned: true }`. Phase `before`: a made-up 0000 with a number never issued; `after-commit`: the true answer spoilt. */
export const unsignedFault: EffectKind = {
  word: 'unsigned',
  companions: [],
  check: checkSwitch('unsigned'),
  act: (_effect, phase) => ({
    action: { kind: 'spoil', how: 'unsigned' },
    acts: phase === 'before' ? 'after-nonce' : 'on-answer',
  }),
};
