// The tax-code table: which codes there are, what they are called, and which rates they carry on a day (P-8, B-9).
import { readFileSync } from 'node:fs';
import { parse } from 'yaml';

type DatedRate = { readonly rate: string; readonly from: string; readonly to?: string };
type Classes = {
  readonly general: Readonly<Record<string, readonly DatedRate[]>>;
  readonly smallScale: { readonly ordinary: readonly DatedRate[]; readonly realEstate: readonly DatedRate[] };
  readonly policies: Readonly<Record<string, readonly string[]>>;
};
type Group = {
  readonly shortName: string;
  readonly rateClass: string;
  readonly levy?: readonly string[];
  readonly exempt?: boolean;
  readonly realEstate?: boolean;
  readonly element?: string;
  readonly codes: Readonly<Record<string, string>>;
};
type Table = { readonly groups: readonly Group[]; readonly summaries: Readonly<Record<string, string>> };

export type TaxCode = {
  readonly code: string;
  readonly name: string;
  readonly shortName: string;
  /** False for summary items (汇总项), which never stand on an invoice. */
  readonly leaf: boolean;
  readonly rateClass: string;
  /** Levy rates (征收率) that policies 01, 08 and 09 may use. */
  readonly levy: readonly string[];
  /** Policy 03 is allowed. */
  readonly exempt: boolean;
  readonly realEstate: boolean;
  /** The 特定要素 that an invoice with this code needs, or null (P-11). */
  readonly element: string | null;
};

const read = (file: string): unknown => parse(readFileSync(new URL(`./${file}`, import.meta.url), 'utf8'));
const classes = read('classes.yaml') as Classes;

const readTable = (): ReadonlyMap<string, TaxCode> => {
  const table = read('table.yaml') as Table;
  const leaves = table.groups.flatMap(({ codes, ...group }) =>
    Object.entries(codes).map(
      ([code, name]): TaxCode => ({
        code,
        name,
        shortName: group.shortName,
        leaf: true,
        rateClass: group.rateClass,
        levy: group.levy ?? [],
        exempt: group.exempt ?? false,
        realEstate: group.realEstate ?? false,
        element: group.element ?? null,
      }),
    ),
  );
  const bare = { shortName: '', leaf: false, rateClass: '', levy: [], exempt: false, realEstate: false, element: null };
  const summaries = Object.entries(table.summaries).map(([code, name]): TaxCode => ({ code, name, ...bare }));
  return new Map([...summaries, ...leaves].map((entry) => [entry.code, entry]));
};

const table = readTable();

/** All codes, summaries included. */
export const taxCodes = (): Iterable<TaxCode> => table.values();

export const findTaxCode = (code: string): TaxCode | null => table.get(code) ?? null;

const inForce = (rates: readonly DatedRate[], day: string): string[] =>
  rates.filter(({ from, to }) => from <= day && (to === undefined || day <= to)).map(({ rate }) => rate);

/** The ordinary rates of a code for a kind of taxpayer on a day (`yyyy-MM-dd`, UTC+8). */
export const ordinaryRates = (code: TaxCode, kind: 'general' | 'small-scale', day: string): readonly string[] => {
  if (kind === 'general') return inForce(classes.general[code.rateClass] ?? [], day);
  if (code.rateClass === 'untaxed') return [];
  return inForce(code.realEstate ? classes.smallScale.realEstate : classes.smallScale.ordinary, day);
};

/** The rates that a policy goes with, or null when it goes with the ordinary ones. */
export const policyRates = (policy: string): readonly string[] | null => classes.policies[policy] ?? null;
