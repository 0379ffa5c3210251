// Fault `wrongKey`: the answer is signed well, but encrypted with a key that is not the application's (E-8).
import type { EffectKind } from './effect.ts';
import { checkSwitch } from './switch.ts';

/** `{ wrongKey: true }`. Phase `before`: a made-up 0000 with a number never issued; `after-commit`: the true answer spoilt. */
export const wrongKeyFault: EffectKind = {
  word: 'wrongKey',
  companions: [],
  check: checkSwitch('wrongKey'),
  act: (_effect, phase) => ({
    action: { kind: 'spoil', how: 'wrong-key' },
    acts: phase === 'before' ? 'after-nonce' : 'on-answer',
  }),
};
