// The `when` of a fault rule: on which of the matching requests, and in which window of the tenant's time, it acts.
import { readInstant } from '../../protocol/timestamp.ts';
import { type Objection, objectTo, readObject } from './read-object.ts';

/** Shares at the beginning and the end of a window. */
export type Ramp = { readonly from: number; readonly to: number };

export type When = {
  /** 1-based, over the requests that match the rule. */
  readonly nth?: readonly number[];
  /** So many matching requests pass unharmed first. */
  readonly succeedFirst?: number;
  /** Acts at most so often. */
  readonly times?: number;
  /**
   * Of the requests it would act on, this share, drawn from the tenant's seed; with `from` and `to` it grows or falls
   * evenly over the window: a brown-out.
   */
  readonly probability?: number | Ramp;
  /** The rule lapses so long after it was set, by the tenant's clock. */
  readonly ttlSeconds?: number;
  /** Instants of the tenant's clock; `from` belongs to the window, `to` does not. */
  readonly window?: { readonly from?: string; readonly to?: string };
};

const isCount = (value: unknown, least: number): boolean => Number.isSafeInteger(value) && Number(value) >= least;

const readWindow = (value: unknown, pointer: string): Objection[] => {
  const { members, objections } = readObject(value, { pointer, known: ['from', 'to'] });
  const [from, to] = ['from', 'to'].map((word) => {
    const text = members[word];
    const instant = typeof text === 'string' ? readInstant(text) : null;
    if (text !== undefined && instant === null)
      objections.push(objectTo(`${pointer}/${word}`, 'is an instant yyyy-MM-ddTHH:mm:ss.SSS+08:00'));
    return instant ?? null;
  });
  if (typeof from === 'number' && typeof to === 'number' && from >= to)
    objections.push(objectTo(pointer, 'is empty: `from` is not before `to`'));
  return objections;
};

const isShare = (value: unknown, least: number): boolean =>
  typeof value === 'number' && value <= 1 && (least === 0 ? value >= 0 : value > 0);

const readProbability = (value: unknown, window: unknown, pointer: string): Objection[] => {
  const at = `${pointer}/probability`;
  if (typeof value !== 'object')
    return isShare(value, 1) ? [] : [objectTo(at, 'is a number above 0 and at most 1, or {from, to} over a window')];
  const { members, objections } = readObject(value, { pointer: at, known: ['from', 'to'] });
  for (const word of ['from', 'to'])
    if (!isShare(members[word], 0)) objections.push(objectTo(`${at}/${word}`, 'is a number from 0 to 1'));
  const edges = typeof window === 'object' && window !== null ? window : {};
  if (!('from' in edges && 'to' in edges))
    objections.push(objectTo(`${pointer}/window`, 'needs `from` and `to`: over them the probability changes'));
  return objections;
};

/** The share at `now`: even over the window. */
export const shareAt = ({ from, to }: Ramp, window: Window, now: number): number => {
  const passed = (now - window.from) / (window.to - window.from);
  return from + (to - from) * Math.min(Math.max(passed, 0), 1);
};

/** Objections to a `when`; an absent one means every matching request. */
export const readWhen = (value: unknown, pointer: string): Objection[] => {
  if (value === undefined) return [];
  const { members, objections } = readObject(value, {
    pointer,
    known: ['nth', 'succeedFirst', 'times', 'probability', 'ttlSeconds', 'window'],
  });
  const { nth, succeedFirst, times, probability, ttlSeconds, window } = members;
  if (nth !== undefined && !(Array.isArray(nth) && nth.length > 0 && nth.every((n) => isCount(n, 1))))
    objections.push(objectTo(`${pointer}/nth`, 'is a list of whole numbers from 1, e.g. [1, 2]'));
  if (succeedFirst !== undefined && !isCount(succeedFirst, 0))
    objections.push(objectTo(`${pointer}/succeedFirst`, 'is a whole number from 0'));
  if (times !== undefined && !isCount(times, 1))
    objections.push(objectTo(`${pointer}/times`, 'is a whole number from 1'));
  if (probability !== undefined) objections.push(...readProbability(probability, window, pointer));
  if (ttlSeconds !== undefined && !isCount(ttlSeconds, 1))
    objections.push(objectTo(`${pointer}/ttlSeconds`, 'is a whole number of seconds from 1'));
  if (window !== undefined) objections.push(...readWindow(window, `${pointer}/window`));
  return objections;
};

export type Window = { readonly from: number; readonly to: number };

/** `from` belongs to the window, `to` does not. */
export const isInWindow = ({ from, to }: Window, now: number): boolean => now >= from && now < to;

/** When a rule that was set at `setAt` can act: its window, cut by its time to live; epoch ms, infinite where open. */
export const windowOf = (when: When, setAt: number): Window => ({
  from: instantOr(when.window?.from, Number.NEGATIVE_INFINITY),
  to: Math.min(
    instantOr(when.window?.to, Number.POSITIVE_INFINITY),
    when.ttlSeconds === undefined ? Number.POSITIVE_INFINITY : setAt + when.ttlSeconds * 1000,
  ),
});

const instantOr = (text: string | undefined, otherwise: number): number =>
  text === undefined ? otherwise : (readInstant(text) ?? otherwise);
