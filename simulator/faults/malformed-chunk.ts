// Fault `malformedChunk`: the answer comes in chunks, one of which has no length that can be read.
import type { EffectKind } from './effect.ts';
import { checkSwitch } from './switch.ts';

/** `{ malformedChunk: true }`. The first half of the body is a good chunk; the second is announced as `zz`. */
export const malformedChunkFault: EffectKind = {
  word: 'malformedChunk',
  companions: [],
  check: checkSwitch('malformedChunk'),
  act: (_effect, phase) => ({
    action: { kind: 'break', manner: 'malformed-chunk' },
    acts: phase === 'before' ? 'before-gates' : 'on-answer',
  }),
};
