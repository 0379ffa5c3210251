// The bureau's table of tax codes and dated rates: which code exists, when, and what it may be invoiced with (P-8, P-11).
import { readFileSync } from 'node:fs';

/** `from` and `to` are days, `yyyy-MM-dd` in UTC+8, both inclusive; `to` null has no end. `rate` is a fraction. */
export type DatedRate = { readonly rate: string; readonly from: string; readonly to: string | null };

/**
 * `rates` for general, `smallScaleRates` for small-scale taxpayers. `levies`: fractions a general taxpayer may choose by a
 * policy of simplified taxation. `policies`: what the code allows besides (03 exempt, 04 untaxed, refunds). `element`: the
 * block of particulars an invoice needs for it (P-11), or null.
 */
export type TaxCode = {
  readonly code: string;
  readonly shortName: string;
  readonly name: string;
  readonly leaf: boolean;
  readonly rates: readonly DatedRate[];
  readonly smallScaleRates: readonly DatedRate[];
  readonly levies: ReadonlySet<string>;
  readonly policies: ReadonlySet<string>;
  readonly element: string | null;
  readonly validFrom: string;
  readonly validTo: string | null;
  /** As it stood before it was altered, oldest first: each for its own days. */
  readonly former?: readonly TaxCode[];
};

export type TaxCodeFinding =
  | { readonly kind: 'in-force'; readonly taxCode: TaxCode }
  | { readonly kind: 'not-in-force'; readonly taxCode: TaxCode }
  | { readonly kind: 'unknown' };

/** `date` is `yyyy-MM-dd`, UTC+8 (`dateOf`). */
export type FindTaxCode = (code: string, date: string) => TaxCodeFinding;

export type Schedules = ReadonlyMap<string, readonly DatedRate[]>;

/** The cells of a CSV file without quoting; `#` begins a comment line. Throws when the columns are others. */
const readRows = (text: string, columns: string): string[][] => {
  const [header, ...rows] = text.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
  if (header !== columns) throw new Error(`the columns must be "${columns}"; found "${header ?? ''}"`);
  return rows.map((row) => row.split(','));
};

const readSchedules = (text: string): Schedules => {
  const schedules = new Map<string, DatedRate[]>();
  for (const [schedule = '', rate = '', from = '', to = ''] of readRows(text, 'schedule,rate,from,to')) {
    const rates = schedules.get(schedule) ?? [];
    schedules.set(schedule, [...rates, { rate, from, to: to === '' ? null : to }]);
  }
  return schedules;
};

const words = (cell: string): ReadonlySet<string> => new Set(cell === '' ? [] : cell.split(' '));

const readTaxCode = (cells: readonly string[], schedules: Schedules): TaxCode => {
  const cell = (at: number): string => cells[at] ?? '';
  const schedule = (name: string): readonly DatedRate[] => {
    const found = name === '' ? [] : schedules.get(name);
    if (found === undefined) throw new Error(`tax code ${cell(0)} names the schedule "${name}", which rates.csv lacks`);
    return found;
  };
  return {
    code: cell(0),
    shortName: cell(1),
    name: cell(2),
    leaf: cell(3) === 'Y',
    rates: schedule(cell(4)),
    smallScaleRates: schedule(cell(5)),
    levies: words(cell(6)),
    policies: words(cell(7)),
    element: cell(8) || null,
    validFrom: cell(9),
    validTo: cell(10) || null,
  };
};

const columns = 'code,shortName,name,leaf,rates,smallScale,levies,policies,element,validFrom,validTo';

/** Reads a table of codes and its schedules of rates, both CSV. Throws a sentence for what cannot be used. */
export const readTaxCodes = (table: string, rates: string): readonly TaxCode[] => {
  const schedules = readSchedules(rates);
  return readRows(table, columns).map((cells) => readTaxCode(cells, schedules));
};

const holds = (period: { from: string; to: string | null }, date: string): boolean =>
  period.from <= date && (period.to === null || date <= period.to);

/** The rates of a schedule on a day. */
export const ratesOn = (rates: readonly DatedRate[], date: string): string[] =>
  rates.filter((dated) => holds(dated, date)).map(({ rate }) => rate);

/** The code as it stands on a day; null when it is not in force. */
export const standingOn = (taxCode: TaxCode, date: string): TaxCode | null =>
  [taxCode, ...(taxCode.former ?? [])].find(({ validFrom, validTo }) =>
    holds({ from: validFrom, to: validTo }, date),
  ) ?? null;

/** Looks codes up in `table`. */
export const findIn = (table: Iterable<TaxCode>): FindTaxCode => {
  const byCode = new Map([...table].map((taxCode) => [taxCode.code, taxCode]));
  return (code, date) => {
    const taxCode = byCode.get(code);
    if (taxCode === undefined) return { kind: 'unknown' };
    const standing = standingOn(taxCode, date);
    return standing ? { kind: 'in-force', taxCode: standing } : { kind: 'not-in-force', taxCode };
  };
};

const readBeside = (name: string): string => readFileSync(new URL(name, import.meta.url), 'utf8');

let ratesRead: Schedules | null = null;
let tableRead: TaxTable | null = null;

/** The dated rates that the bureau brings along, by the name of their schedule. Read at their first use. */
export const shippedSchedules = (): Schedules => {
  ratesRead ??= readSchedules(readBeside('./rates.csv'));
  return ratesRead;
};

/** What a table of codes is asked: one code on a day, or all of them. */
export type TaxTable = { readonly find: FindTaxCode; readonly codes: readonly TaxCode[] };

export const tableOf = (codes: readonly TaxCode[]): TaxTable => ({ find: findIn(codes), codes });

/** The table that the bureau brings along. Read at its first use. */
export const shippedTable = (): TaxTable => {
  tableRead ??= tableOf(readTaxCodes(readBeside('./table.csv'), readBeside('./rates.csv')));
  return tableRead;
};
