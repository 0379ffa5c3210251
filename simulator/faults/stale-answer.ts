// Fault `staleAnswer`: the application gets the answer of its last request again, signature and all (C-2).
import type { EffectKind } from './effect.ts';
import { checkSwitch } from './switch.ts';

/** `{ staleAnswer: true }`. Where nothing was answered before, an answer to another nonce. Phase as for `wrongNonce`. */
export const staleAnswerFault: EffectKind = {
  word: 'staleAnswer',
  companions: [],
  check: checkSwitch('staleAnswer'),
  act: (_effect, phase) => ({
    action: { kind: 'spoil', how: 'stale' },
    acts: phase === 'before' ? 'after-nonce' : 'on-answer',
  }),
};
