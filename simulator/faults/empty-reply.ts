// Fault `emptyReply`: the connection is closed in order, and not a byte was said.
import type { EffectKind } from './effect.ts';
import { checkSwitch } from './switch.ts';

/** `{ emptyReply: true }`. Phase `before`: nothing is done; `after-commit`: the invoice exists. */
export const emptyReplyFault: EffectKind = {
  word: 'emptyReply',
  companions: [],
  check: checkSwitch('emptyReply'),
  act: (_effect, phase) => ({
    action: { kind: 'break', manner: 'empty' },
    acts: phase === 'before' ? 'before-gates' : 'on-answer',
  }),
};
