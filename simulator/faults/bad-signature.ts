// Fault `badSignature`: the answer carries a signature that does not verify (C-2).
import type { EffectKind } from './effect.ts';
import { checkSwitch } from './switch.ts';

/** `{ badSignature: true }`. Phase `before`: a made-up 0000 with a number never issued; `after-commit`: the true answer spoilt. */
export const badSignatureFault: EffectKind = {
  word: 'badSignature',
  companions: [],
  check: checkSwitch('badSignature'),
  act: (_effect, phase) => ({
    action: { kind: 'spoil', how: 'bad-signature' },
    acts: phase === 'before' ? 'after-nonce' : 'on-answer',
  }),
};
