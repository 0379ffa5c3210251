// Fault `delayMs`: the bureau is slow; the answer comes after that much time of the tenant's clock.

import { drawDelayMs, isDelay, longestDelayMs } from './delay-distribution.ts';
import type { Dice, EffectKind } from './effect.ts';

/**
 * `{ delayMs: 45000 }`, or a distribution drawn from the tenant's seed: `{"uniform":[100,900]}`,
 * `{"lognormal":{"medianMs":300,"sigma":0.8}}`, `{"percentiles":{"50":200,"99":4000,"100":9000}}`.
 * Phase `before`: processed after the delay; `after-commit`: processed at once, answered late.
 */
export const delayFault: EffectKind = {
  word: 'delayMs',
  companions: [],
  check: (effect) =>
    isDelay(effect['delayMs'])
      ? null
      : {
          member: 'delayMs',
          detail:
            `is a whole number of milliseconds from 1 to ${longestDelayMs}, or one of {"uniform":[from,to]}, ` +
            '{"lognormal":{"medianMs":…,"sigma":…}}, {"percentiles":{"50":…,"100":…}}',
        },
  act: (effect, phase, dice: Dice) => ({
    action: { kind: 'delay', delayMs: drawDelayMs(effect['delayMs'], dice) },
    acts: phase === 'before' ? 'before-gates' : 'on-answer',
  }),
};
