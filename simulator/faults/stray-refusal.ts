// Fault `strayRefusal`: an unsigned refusal that may be believed for its code, to another's request (C-2).
import type { EffectKind } from './effect.ts';

/** The codes that may come unsigned (E-7). */
const unsignedCodes: readonly unknown[] = ['1002', '2006'];

/** `{ strayRefusal: "2006" }`. Phase `before`: nothing is done; `after-commit`: the invoice exists. */
export const strayRefusalFault: EffectKind = {
  word: 'strayRefusal',
  companions: [],
  check: ({ strayRefusal }) =>
    unsignedCodes.includes(strayRefusal)
      ? null
      : { member: 'strayRefusal', detail: 'is "1002" or "2006", the codes that may come unsigned (E-7)' },
  act: ({ strayRefusal }, phase) => ({
    action: { kind: 'spoil', how: { refusal: String(strayRefusal) } },
    acts: phase === 'before' ? 'after-nonce' : 'on-answer',
  }),
};
