// The table of tax codes as it was synced: which rates hold on which day (C-17, B-9).
import { Big } from 'big.js';
import { isDecimal } from '../../protocol/amount.ts';
import type { InvoiceIssue, InvoiceLine } from '../../protocol/operations/invoice-issue.ts';
import type { SyncedTaxCode } from '../../protocol/operations/taxcode-sync.ts';
import type { ParamError } from '../../protocol/param-error.ts';

export type TaxCodeTable = {
  /** What to send as `since` to hear only what changed; null before the first sync. */
  readonly until: string | null;
  readonly version: string;
  /** Begun from nothing and read to the end: a code that is not in it does not exist. */
  readonly whole: boolean;
  /** All periods of each code. */
  readonly periods: ReadonlyMap<string, readonly SyncedTaxCode[]>;
};

export const emptyTable: TaxCodeTable = { until: null, version: '', whole: false, periods: new Map() };

/** A code that is told again replaces all periods told of it before. */
export const withTold = (
  periods: ReadonlyMap<string, readonly SyncedTaxCode[]>,
  told: readonly SyncedTaxCode[],
): ReadonlyMap<string, readonly SyncedTaxCode[]> => {
  const fresh = Map.groupBy(told, ({ code }) => code);
  return new Map([...periods, ...fresh]);
};

const inForce = ({ validFrom, validTo }: SyncedTaxCode, today: string): boolean =>
  validFrom <= today && (!validTo || today <= validTo);

const isLeaf = ({ leaf }: SyncedTaxCode): boolean => leaf === true || leaf === 'true';

const p8 = (field: string, message: string): ParamError => ({ field, rule: 'P-8', message });

const judgeLine = (line: InvoiceLine, where: string, known: { table: TaxCodeTable; today: string }): ParamError[] => {
  const { table, today } = known;
  const periods = table.periods.get(line.taxCode);
  if (periods === undefined)
    return table.whole ? [p8(`${where}/taxCode`, `is not in the table of tax codes of version ${table.version}`)] : [];
  const period = periods.find((one) => inForce(one, today));
  if (!period) return [p8(`${where}/taxCode`, `is not in force on ${today}`)];
  if (!isLeaf(period)) return [p8(`${where}/taxCode`, 'is a chapter, not a code to invoice by')];
  // Rate 0 has rules of its own, which need no table; the table lists the rates above it.
  if (!isDecimal(line.rate) || new Big(line.rate).eq(0)) return [];
  return period.rates.some((rate) => isDecimal(rate) && new Big(rate).eq(line.rate))
    ? []
    : [p8(`${where}/rate`, `does not hold on ${today}: the table allows ${period.rates.join(', ') || 'none'} above 0`)];
};

/** What of the order the table does not allow `today` (`yyyy-MM-dd`, UTC+8); nothing where the table does not tell. */
export const checkAgainstTable = (order: InvoiceIssue, table: TaxCodeTable, today: string): ParamError[] =>
  order.lines.flatMap((line, at) => judgeLine(line, `/lines/${at}`, { table, today }));
