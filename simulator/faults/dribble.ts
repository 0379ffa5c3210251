// Fault `dribble`: the answer comes in small pieces, one after the other, by the tenant's clock.
import type { EffectKind } from './effect.ts';

export const mostDribble = { pieces: 1000, everyMs: 3_600_000 };
const isCount = (value: unknown, limit: number): boolean =>
  Number.isInteger(value) && Number(value) >= 1 && Number(value) <= limit;

/** `{ dribble: { pieces: 10, everyMs: 2000 } }`: the first piece at once, the last one (pieces − 1) × everyMs later. */
export const dribbleFault: EffectKind = {
  word: 'dribble',
  companions: [],
  check: (effect) => {
    const { pieces, everyMs, ...others } = (effect['dribble'] ?? {}) as Readonly<Record<string, unknown>>;
    const good =
      isCount(pieces, mostDribble.pieces) && isCount(everyMs, mostDribble.everyMs) && Object.keys(others).length === 0;
    return good
      ? null
      : {
          member: 'dribble',
          detail: `is {"pieces": 1 to ${mostDribble.pieces}, "everyMs": 1 to ${mostDribble.everyMs}}`,
        };
  },
  act: (effect) => {
    const { pieces, everyMs } = effect['dribble'] as { readonly pieces: number; readonly everyMs: number };
    return { action: { kind: 'dribble', pieces, everyMs }, acts: 'on-answer' };
  },
};
