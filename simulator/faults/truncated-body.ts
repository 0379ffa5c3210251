// Fault `truncatedBody`: half of the promised body, then the connection is closed in order (no reset).
import type { EffectKind } from './effect.ts';
import { checkSwitch } from './switch.ts';

/** `{ truncatedBody: true }`. The head names the whole length. */
export const truncatedBodyFault: EffectKind = {
  word: 'truncatedBody',
  companions: [],
  check: checkSwitch('truncatedBody'),
  act: (_effect, phase) => ({
    action: { kind: 'break', manner: 'truncated' },
    acts: phase === 'before' ? 'before-gates' : 'on-answer',
  }),
};
