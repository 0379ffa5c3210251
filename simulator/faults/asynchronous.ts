// Fault `asynchronous`: the order is accepted (0001) and issued later, though this bureau issues at once (section R).
import type { EffectKind } from './effect.ts';
import { checkSwitch } from './switch.ts';

/** `{ asynchronous: true }`. Counts as a hit when an order was really accepted so; other requests it leaves alone. */
export const asynchronousFault: EffectKind = {
  word: 'asynchronous',
  companions: [],
  onlyBefore: 'how an order is taken is decided before it is committed',
  check: checkSwitch('asynchronous'),
  act: () => ({ action: { kind: 'accept-only' }, acts: 'in-operation' }),
};
