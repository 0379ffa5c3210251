// A change of the table of codes that is announced for a day: a code comes, ends, or is another from then on (B-9).
import { dayBefore, isDay } from './days.ts';
import type { DatedRate, TaxCode } from './tax-codes.ts';

/** `from` is a day, `yyyy-MM-dd` in UTC+8, the first on which the change holds. Rates are fractions. */
export type TaxCodeChange =
  | {
      readonly act: 'add';
      readonly code: string;
      readonly from: string;
      readonly name: string;
      readonly shortName: string;
      readonly rates: readonly string[];
      readonly smallScaleRates?: readonly string[];
      readonly levies?: readonly string[];
      readonly policies?: readonly string[];
    }
  | { readonly act: 'withdraw'; readonly code: string; readonly from: string }
  | {
      readonly act: 'alter';
      readonly code: string;
      readonly from: string;
      readonly name?: string;
      readonly shortName?: string;
      readonly leaf?: boolean;
      readonly rates?: readonly string[];
      readonly smallScaleRates?: readonly string[];
      readonly levies?: readonly string[];
      readonly policies?: readonly string[];
      /** Its last day; null takes an end back that was announced. */
      readonly validTo?: string | null;
    };

/** What is wrong with a change, and what would do. */
export type ChangeProblem = { readonly member: string; readonly detail: string; readonly remedy: string };

const from = (day: string, rates: readonly string[]): DatedRate[] =>
  rates.map((rate) => ({ rate, from: day, to: null }));

/** What held before the day still does; what was to hold later is replaced. */
const replaceFrom = (dated: readonly DatedRate[], day: string, rates: readonly string[] | undefined): DatedRate[] => {
  if (rates === undefined) return [...dated];
  const before = dated
    .filter((one) => one.from < day)
    .map((one) => (one.to === null || one.to >= day ? { ...one, to: dayBefore(day) } : one));
  return [...before, ...from(day, rates)];
};

type Alteration = Extract<TaxCodeChange, { readonly act: 'alter' }>;

const judgeAlteration = (change: Alteration, present: TaxCode): ChangeProblem | null => {
  const { act: _act, code: _code, from: day, ...altered } = change;
  const { validTo, leaf = present.leaf, rates = altered.smallScaleRates } = altered;
  if (Object.keys(altered).length === 0 || (rates && !leaf))
    return {
      member: 'rates',
      detail: rates ? 'belong to a leaf' : 'changes nothing',
      remedy: 'Send what is another from that day on; rates of a code that is a leaf, or becomes one.',
    };
  if (typeof validTo !== 'string' || (isDay(validTo) && validTo >= day)) return null;
  const detail = `${validTo} is no day from ${day} on`;
  return { member: 'validTo', detail, remedy: 'Write the last day as yyyy-MM-dd (UTC+8), or withdraw it.' };
};

/** Null when the change can be made to what the table has of its code. */
export const judgeChange = (change: TaxCodeChange, present: TaxCode | undefined): ChangeProblem | null => {
  const { act, code } = change;
  if (!isDay(change.from))
    return { member: 'from', detail: `${change.from} is no day`, remedy: 'Write a day as yyyy-MM-dd (UTC+8).' };
  if (act === 'add')
    return present
      ? { member: 'code', detail: `${code} is in the table`, remedy: 'Alter it, or add another code.' }
      : null;
  if (!present)
    return { member: 'code', detail: `${code} is not in the table`, remedy: 'Add it, or look for a slip of the pen.' };
  const ended = present.validTo !== null && present.validTo < change.from;
  if (change.from <= present.validFrom || ended)
    return {
      member: 'from',
      detail: `${present.name} is in force from ${present.validFrom}${ended ? ` to ${present.validTo}` : ''}`,
      remedy: 'Choose a day on which it is in force, after its first.',
    };
  return act === 'withdraw' ? null : judgeAlteration(change, present);
};

/** Rates are dated by themselves; with another name, policy or place in the tree a new standing of the code begins. */
const alter = (change: Alteration, present: TaxCode): TaxCode => {
  const { from: day, name, shortName, leaf, levies, policies, validTo = present.validTo } = change;
  const altered = {
    ...present,
    validTo,
    rates: replaceFrom(present.rates, day, change.rates),
    smallScaleRates: replaceFrom(present.smallScaleRates, day, change.smallScaleRates),
  };
  const isNew = [name, shortName, leaf, levies, policies].some((member) => member !== undefined);
  if (!isNew) return altered;
  const { former = [], ...before } = present;
  return {
    ...altered,
    name: name ?? present.name,
    shortName: shortName ?? present.shortName,
    leaf: leaf ?? present.leaf,
    levies: levies ? new Set(levies) : present.levies,
    policies: policies ? new Set(policies) : present.policies,
    validFrom: day,
    former: [...former, { ...before, validTo: dayBefore(day) }],
  };
};

/** The code after a change that `judgeChange` has nothing against. */
export const applyChange = (change: TaxCodeChange, present: TaxCode | undefined): TaxCode => {
  if (change.act === 'add')
    return {
      code: change.code,
      name: change.name,
      shortName: change.shortName,
      leaf: true,
      rates: from(change.from, change.rates),
      smallScaleRates: from(change.from, change.smallScaleRates ?? []),
      levies: new Set(change.levies),
      policies: new Set(change.policies),
      element: null,
      validFrom: change.from,
      validTo: null,
    };
  if (!present) throw new Error(`a change of ${change.code}, which the table lacks, was not judged`);
  return change.act === 'withdraw' ? { ...present, validTo: dayBefore(change.from) } : alter(change, present);
};
