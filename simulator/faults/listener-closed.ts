// Fault `listenerClosed`: nobody is at home; connections are refused while the rule's window holds (C-11).
import type { EffectKind } from './effect.ts';
import { checkSwitch } from './switch.ts';

/** `{ listenerClosed: true }`, without `match`: there is no request yet. Enacted by `watchListener`, not by an exchange. */
export const listenerClosedFault: EffectKind = {
  word: 'listenerClosed',
  companions: [],
  onlyBefore: 'nothing is committed',
  check: checkSwitch('listenerClosed'),
  act: () => null,
};
