// The value of a fault that has nothing to set: it is there or it is not.
import type { EffectKind } from './effect.ts';

/** Only `true` is accepted: a rule that says `false` would be a rule that does nothing. */
export const checkSwitch =
  (member: string): EffectKind['check'] =>
  (effect) =>
    effect[member] === true ? null : { member, detail: 'is true; leave the rule out to be without it' };
