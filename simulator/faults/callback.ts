// Fault `callback`: a push to an order's callbackUrl is lost, comes twice, late or behind newer news, or a stranger forges one (C-12).
import { callbackInterface } from '../../protocol/callback-interface.ts';
import type { Effect, EffectKind } from './effect.ts';
import { type Objection, objectTo } from './read-object.ts';

export const callbackWords = ['lost', 'duplicate', 'late', 'reordered', 'forged'] as const;
export const longestLateMs = 7 * 24 * 3600 * 1000;
/** How long a push that is to be overtaken waits for newer news, in the tenant's time. */
export const longestWaitMs = 900_000;

/**
 * - `lost`: this attempt never leaves the bureau; the next one comes as after any that was not answered.
 * - `duplicate`: it comes twice, with the same requestId and a fresh nonce each.
 * - `late`: it leaves `lateMs` of the tenant's time later, and newer news may overtake it.
 * - `reordered`: it waits for the next news of its order and leaves right after it; where none come, after `longestWaitMs`.
 * - `forged`: a push that says something false comes first, its signature another's; then the true one.
 */
export type PushFault =
  | { readonly how: 'lost' | 'duplicate' | 'reordered' | 'forged' }
  | { readonly how: 'late'; readonly lateMs: number };

const isLateMs = (value: unknown): boolean =>
  Number.isInteger(value) && Number(value) >= 1 && Number(value) <= longestLateMs;

/** `{ callback: "late", lateMs: 45000 }` and, without `lateMs`, the other words. Acts on pushes only, not on an exchange. */
export const callbackFault: EffectKind = {
  word: 'callback',
  companions: ['lateMs'],
  check: (effect) => {
    const how = callbackWords.find((word) => word === effect['callback']);
    if (!how) return { member: 'callback', detail: `is one of ${callbackWords.join(', ')}` };
    if (how === 'late' && !isLateMs(effect['lateMs']))
      return { member: 'lateMs', detail: `is a whole number of milliseconds from 1 to ${longestLateMs}` };
    if (how !== 'late' && 'lateMs' in effect) return { member: 'lateMs', detail: 'belongs to callback: late' };
    return null;
  },
  act: () => null,
};

export const actsOnPush = (effect: Effect): boolean => 'callback' in effect;

/** What a checked effect does to a push. */
export const pushFaultOf = (effect: Effect): PushFault => {
  const how = callbackWords.find((word) => word === effect['callback']) ?? 'lost';
  return how === 'late' ? { how, lateMs: Number(effect['lateMs']) } : { how };
};

/** A push has no answer of ours to spoil and no commit to come after. */
export const checkCallbackRule = (members: Readonly<Record<string, unknown>>, pointer: string): Objection[] => {
  const match = members['match'];
  const named = typeof match === 'object' && match !== null && 'interface' in match ? match.interface : undefined;
  return [
    ...(named === undefined || named === callbackInterface
      ? []
      : [objectTo(`${pointer}/match/interface`, `is ${callbackInterface} for a callback fault, or is left out`)]),
    ...(members['phase'] === 'after-commit'
      ? [objectTo(`${pointer}/phase`, 'has no meaning for a callback fault: nothing is committed; remove it')]
      : []),
  ];
};
