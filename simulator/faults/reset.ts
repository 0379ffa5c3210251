// Fault `reset`: the connection breaks with a TCP reset, before the answer or in the middle of it.
import type { EffectKind } from './effect.ts';

/** `{ reset: "before-answer" | "mid-answer" }`. */
export const resetFault: EffectKind = {
  word: 'reset',
  companions: [],
  check: (effect) =>
    effect['reset'] === 'before-answer' || effect['reset'] === 'mid-answer'
      ? null
      : { member: 'reset', detail: 'is "before-answer" or "mid-answer"' },
  act: (effect, phase) => ({
    action: { kind: 'break', manner: effect['reset'] === 'mid-answer' ? 'reset-mid-answer' : 'reset' },
    acts: phase === 'before' ? 'before-gates' : 'on-answer',
  }),
};
