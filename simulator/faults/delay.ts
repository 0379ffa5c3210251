// Fault `delayMs`: the bureau is slow; the answer comes after that much time of the tenant's clock.
import type { EffectKind } from './effect.ts';

const longestDelayMs = 7 * 24 * 3600 * 1000;

/** `{ delayMs: 45000 }`. Phase `before`: processed after the delay; `after-commit`: processed at once, answered late. */
export const delayFault: EffectKind = {
  word: 'delayMs',
  companions: [],
  check: (effect) => {
    const delayMs = effect['delayMs'];
    return Number.isInteger(delayMs) && Number(delayMs) >= 1 && Number(delayMs) <= longestDelayMs
      ? null
      : { member: 'delayMs', detail: `is a whole number of milliseconds from 1 to ${longestDelayMs}` };
  },
  act: (effect, phase) => ({
    action: { kind: 'delay', delayMs: Number(effect['delayMs']) },
    acts: phase === 'before' ? 'before-gates' : 'on-answer',
  }),
};
