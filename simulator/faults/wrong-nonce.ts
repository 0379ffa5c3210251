// Fault `wrongNonce`: the answer is properly signed but echoes the nonce of another request (C-2).
import type { EffectKind } from './effect.ts';
import { checkSwitch } from './switch.ts';

/** `{ wrongNonce: true }`. Phase `before`: a made-up 0000 with a number never issued; `after-commit`: the true answer spoilt. */
export const wrongNonceFault: EffectKind = {
  word: 'wrongNonce',
  companions: [],
  check: checkSwitch('wrongNonce'),
  act: (_effect, phase) => ({
    action: { kind: 'spoil', how: 'wrong-nonce' },
    acts: phase === 'before' ? 'after-nonce' : 'on-answer',
  }),
};
