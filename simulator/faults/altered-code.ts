// Fault `alteredCode`: somebody on the road changed the return code of an answer after it was signed (C-2).
import type { EffectKind } from './effect.ts';

/** `{ alteredCode: "4101" }`. Phase `before`: a made-up 0000 is altered; `after-commit`: the true answer. */
export const alteredCodeFault: EffectKind = {
  word: 'alteredCode',
  companions: [],
  check: ({ alteredCode }) =>
    typeof alteredCode === 'string' && /^[0-9]{4}$/.test(alteredCode)
      ? null
      : { member: 'alteredCode', detail: 'is a code of four digits, in quotes' },
  act: ({ alteredCode }, phase) => ({
    action: { kind: 'spoil', how: { returnCode: String(alteredCode) } },
    acts: phase === 'before' ? 'after-nonce' : 'on-answer',
  }),
};
