// A fault rule as people write it on the control port and in scenarios, and the reader that refuses what it cannot use.

import { callbackInterface } from '../../protocol/callback-interface.ts';
import { checkCallbackRule } from './callback.ts';
import type { Effect, FaultPhase } from './effect.ts';
import { effectKinds } from './effect-kinds.ts';
import { readEffect } from './read-effect.ts';
import { type Objection, objectTo, readObject } from './read-object.ts';
import { readWhen, type When } from './read-when.ts';

export type FaultRule = {
  readonly id: string;
  /** `orderNo` is a glob (`*`, `?`, `[ab]`, `{a,b}`); an absent member matches everything. */
  readonly match: { readonly interface?: string; readonly orderNo?: string; readonly appId?: string };
  readonly when: When;
  readonly phase: FaultPhase;
  readonly effect: Effect;
};

export type ReadRules =
  | { readonly ok: true; readonly rules: readonly FaultRule[] }
  | { readonly ok: false; readonly objections: readonly Objection[] };

export const mostRules = 1000;
const longestGlob = 200;

const readText = (
  value: unknown,
  at: { readonly pointer: string; readonly what: string; readonly longest: number },
): Objection[] =>
  typeof value === 'string' && value.length > 0 && value.length <= at.longest
    ? []
    : [objectTo(at.pointer, `${at.what} is a text of 1 to ${at.longest} characters`)];

const readMatch = (value: unknown, pointer: string, interfaces: readonly string[]): Objection[] => {
  if (value === undefined) return [];
  const { members, objections } = readObject(value, { pointer, known: ['interface', 'orderNo', 'appId'] });
  const name = members['interface'];
  const known = [...interfaces, callbackInterface];
  if (name !== undefined && (typeof name !== 'string' || !known.includes(name)))
    objections.push(objectTo(`${pointer}/interface`, 'names no interface of this bureau', { word: name, known }));
  if (members['orderNo'] !== undefined)
    objections.push(
      ...readText(members['orderNo'], {
        pointer: `${pointer}/orderNo`,
        what: 'an order number or glob',
        longest: longestGlob,
      }),
    );
  if (members['appId'] !== undefined)
    objections.push(
      ...readText(members['appId'], { pointer: `${pointer}/appId`, what: 'the id of an application', longest: 64 }),
    );
  return objections;
};

/** An effect that has a meaning for some interfaces alone names one of them. */
const checkInterfaceOf = (members: Readonly<Record<string, unknown>>, pointer: string): Objection[] => {
  const { effect, match } = members as { effect: Effect; match?: { readonly interface?: unknown } };
  const kind = [...effectKinds.values()].find(({ word }) => typeof effect === 'object' && word in effect);
  if (!kind?.interfaces || kind.interfaces.some((name) => name === match?.interface)) return [];
  return [
    objectTo(
      `${pointer}/match/interface`,
      `is missing or wrong: ${kind.word} has a meaning for ${kind.interfaces.join(', ')} only; write it there`,
    ),
  ];
};

/** An empty one is what a rule in force shows, and may be sent back. */
const checkNoMatch = (match: unknown, pointer: string, word: string): Objection[] =>
  match === undefined || JSON.stringify(match) === '{}'
    ? []
    : [objectTo(pointer, `has no meaning for ${word}: there is no request yet; remove it`)];

/** A closed listener has nothing to count. */
const checkListenerRule = (members: Readonly<Record<string, unknown>>, pointer: string): Objection[] => {
  const objections: Objection[] = [];
  const when = members['when'];
  for (const word of typeof when === 'object' && when !== null ? Object.keys(when) : [])
    if (word !== 'window' && word !== 'ttlSeconds')
      objections.push(
        objectTo(
          `${pointer}/when/${word}`,
          'cannot count for listenerClosed: it knows only `window` and `ttlSeconds`; remove it',
        ),
      );
  return objections;
};

/** Whatever acts on requests would wait for ever for one of this interface: the bureau itself calls it. */
const checkPushMatch = (match: unknown, pointer: string): Objection[] =>
  typeof match === 'object' && match !== null && 'interface' in match && match.interface === callbackInterface
    ? [objectTo(`${pointer}/match/interface`, 'goes with the effect `callback` alone; no request names it')]
    : [];

/** Some effects are about what comes before the commit alone. */
const checkPhase = (phase: unknown, effect: unknown, pointer: string): Objection[] => {
  if (phase !== undefined && phase !== 'before' && phase !== 'after-commit')
    return [objectTo(pointer, 'is no phase', { word: phase, known: ['before', 'after-commit'] })];
  if (phase !== 'after-commit' || typeof effect !== 'object' || effect === null) return [];
  const kind = [...effectKinds.values()].find(({ word, onlyBefore }) => onlyBefore !== undefined && word in effect);
  return kind ? [objectTo(pointer, `has no meaning for ${kind.word}: ${kind.onlyBefore}; remove it`)] : [];
};

const readRule = (value: unknown, pointer: string, interfaces: readonly string[]): Objection[] => {
  const { members, objections } = readObject(value, {
    pointer,
    known: ['id', 'match', 'when', 'phase', 'effect'],
    ignored: ['hits'],
  });
  if (objections.some((objection) => objection.pointer === pointer)) return objections;
  const effect = members['effect'];
  const has = (word: string) => typeof effect === 'object' && effect !== null && word in effect;
  const early = ['listenerClosed', 'falseCertificate'].find(has);
  const effectObjections = readEffect(effect, `${pointer}/effect`);
  return [
    ...objections,
    ...checkPhase(members['phase'], effect, `${pointer}/phase`),
    ...readText(members['id'], { pointer: `${pointer}/id`, what: 'the id of the rule', longest: 100 }),
    ...(early === undefined
      ? readMatch(members['match'], `${pointer}/match`, interfaces)
      : checkNoMatch(members['match'], `${pointer}/match`, early)),
    ...(has('listenerClosed') ? checkListenerRule(members, pointer) : []),
    ...(has('callback') ? checkCallbackRule(members, pointer) : checkPushMatch(members['match'], pointer)),
    ...readWhen(members['when'], `${pointer}/when`),
    ...effectObjections,
    ...(effectObjections.length === 0 ? checkInterfaceOf(members, pointer) : []),
  ];
};

const findRepeatedIds = (list: readonly unknown[]): Objection[] => {
  const seen = new Set<unknown>();
  return list.flatMap((item, index) => {
    const id = typeof item === 'object' && item !== null && 'id' in item ? item.id : undefined;
    if (id === undefined || !seen.has(id)) {
      seen.add(id);
      return [];
    }
    return [objectTo(`/${index}/id`, `the id ${JSON.stringify(id)} is taken by an earlier rule; choose another`)];
  });
};

const complete = (rule: Partial<FaultRule> & Pick<FaultRule, 'id' | 'effect'>): FaultRule => ({
  id: rule.id,
  match: rule.match ?? {},
  when: rule.when ?? {},
  phase: rule.phase ?? 'before',
  effect: rule.effect,
});

/** Reads a list of rules, all or nothing; objections carry JSON pointers into the list. `hits` of a view is ignored. */
export const readRules = (body: unknown, options: { readonly interfaces: readonly string[] }): ReadRules => {
  if (!Array.isArray(body))
    return { ok: false, objections: [objectTo('', 'the body is a JSON array of fault rules; write [ … ]')] };
  if (body.length > mostRules)
    return { ok: false, objections: [objectTo('', `at most ${mostRules} rules; remove ${body.length - mostRules}`)] };
  const objections = [
    ...body.flatMap((item: unknown, index) => readRule(item, `/${index}`, options.interfaces)),
    ...findRepeatedIds(body),
  ];
  if (objections.length > 0) return { ok: false, objections };
  return { ok: true, rules: body.map(complete) };
};
