// Fault `garbage`: an HTTP answer that says 200 and JSON, and holds bytes that are neither JSON nor XML nor a page.
import type { EffectKind } from './effect.ts';
import { checkSwitch } from './switch.ts';

/** Begins like a message, goes on like a broken disk. */
const garbage = '{"requestId":"\u0000\u0001\u0002\u001b[31m\u007f\u00ff\ufffd\ufffd"=&<<>>\u0000';

/** `{ garbage: true }`. Phase `before`: nothing is done; `after-commit`: the invoice exists. */
export const garbageFault: EffectKind = {
  word: 'garbage',
  companions: [],
  check: checkSwitch('garbage'),
  act: (_effect, phase) => ({
    action: {
      kind: 'depart',
      departure: { manner: 'send', httpStatus: 200, contentType: 'application/json; charset=utf-8', body: garbage },
    },
    acts: phase === 'before' ? 'before-gates' : 'on-answer',
  }),
};
