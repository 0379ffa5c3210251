// `taxcode.sync`: the table of codes from the beginning, or what was announced since, at most 500 entries a page (B-9).
import type { SyncedTaxCode, TaxcodeSyncAnswer } from '../../protocol/operations/taxcode-sync.ts';
import { dropEmpty } from '../../protocol/payload.ts';
import { dateOf } from '../../protocol/timestamp.ts';
import type { Seller } from '../register/seller.ts';
import { allowedRates } from '../rules/allowed-rates.ts';
import { show } from '../rules/rule.ts';
import { dayAfter, dayBefore } from '../tax-codes/days.ts';
import type { TaxCodeBook } from '../tax-codes/tax-code-book.ts';
import type { TaxCode } from '../tax-codes/tax-codes.ts';
import { openGates, refuseErrors } from './decide-gates.ts';
import type { Decision, Operation, OperationContext } from './decision.ts';

const pageSize = 500;

/** Codes go by the version that changed them last, then by code: what changes meanwhile moves behind the reader's place. */
type Place = { readonly version: number; readonly code: string };

/** After all codes of a version. */
const afterAll = 'z';

/** `7`: version 7 is known whole; `7-304…`: of version 7 only up to this code. */
const readPlace = (since: unknown, newest: number): Place | null => {
  if (since === undefined) return { version: 0, code: afterAll };
  const [, version = '', code = afterAll] =
    /^(0|[1-9][0-9]{0,8})(?:-([0-9]{19}))?$/.exec(typeof since === 'string' ? since : '') ?? [];
  return version === '' || Number(version) > newest ? null : { version: Number(version), code };
};

const isBehind = (a: Place, b: Place): boolean => a.version > b.version || (a.version === b.version && a.code > b.code);

const changedSince = (book: TaxCodeBook, place: Place): (Place & { readonly taxCode: TaxCode })[] =>
  book
    .table()
    .codes.map((taxCode) => ({ taxCode, code: taxCode.code, version: book.versionOf(taxCode.code) }))
    .filter((one) => isBehind(one, place))
    .sort((a, b) => (isBehind(a, b) ? 1 : -1));

const ratesOn = (code: TaxCode, day: string, kinds: readonly Seller['kind'][]): string[] => {
  const rates = kinds.flatMap((kind) => allowedRates(code, { kind, day }).map(({ rate }) => rate));
  return [...new Set(rates)].sort((a, b) => Number(a) - Number(b));
};

/** The days on which the rates of a code may begin to be others, in order. */
const firstDays = ({ rates, smallScaleRates, validFrom, validTo }: TaxCode): string[] => {
  const edges = [...rates, ...smallScaleRates].flatMap(({ from, to }) => [
    from,
    ...(to === null ? [] : [dayAfter(to)]),
  ]);
  const within = edges.filter((day) => day > validFrom && (validTo === null || day <= validTo));
  return [...new Set([validFrom, ...within])].sort();
};

/** The period that is, and those to come; of a code that has ended, its last. Neighbours that are the same but for their days are one. */
const periodsOf = (taxCode: TaxCode, today: string, kinds: readonly Seller['kind'][]): SyncedTaxCode[] => {
  const periods: { standing: TaxCode; validFrom: string; rates: string[] }[] = [];
  for (const standing of [...(taxCode.former ?? []), taxCode])
    for (const validFrom of firstDays(standing)) {
      const rates = ratesOn(standing, validFrom, kinds);
      const last = periods.at(-1);
      if (last?.standing !== standing || last.rates.join() !== rates.join())
        periods.push({ standing, validFrom, rates });
    }
  const current = periods.findLastIndex(({ validFrom }) => validFrom <= today);
  const told = periods.slice(Math.max(current, 0));
  return told.map(({ standing: { code, name, shortName, leaf, validTo }, validFrom, rates }, index) => {
    const next = told[index + 1];
    return { code, name, shortName, rates, leaf, validFrom, validTo: next ? dayBefore(next.validFrom) : validTo };
  });
};

const pageAfter = (place: Place, context: OperationContext): TaxcodeSyncAnswer => {
  const { taxCodes: book, now, application, sellers } = context;
  const kinds = [...new Set(application.sellers.flatMap((taxNo) => sellers.get(taxNo)?.kind ?? []))];
  const version = String(book.version());
  const codes: SyncedTaxCode[] = [];
  let last = '';
  for (const changed of changedSince(book, place)) {
    const periods = periodsOf(changed.taxCode, dateOf(now), kinds);
    if (codes.length + periods.length > pageSize) return { version, until: last, more: true, codes };
    codes.push(...periods);
    last = `${changed.version}-${changed.code}`;
  }
  return { version, until: version, more: false, codes };
};

export const taxcodeSync: Operation = {
  interface: 'taxcode.sync',
  orderNoOf: () => null,
  execute: (payload, context): Decision => {
    const { since } = dropEmpty(payload) as { readonly since?: unknown };
    const place = readPlace(since, context.taxCodes.version());
    const expected = 'the `until` of an earlier answer of this bureau, or nothing to begin anew';
    const message = `expected ${expected}; received ${show(since)}`;
    const { pass, decide } = openGates();
    const wrong = pass('payload-rules', 'P', refuseErrors(place ? [] : [{ field: '/since', rule: 'P', message }]));
    return wrong ?? decide('0000', place ? pageAfter(place, context) : null);
  },
};
