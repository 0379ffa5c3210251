// A reversal as it was asked for, read from a payload: numbers, reason and lines, and all that is wrong with their form (P, B-5).
import { decimalPlaces, isDecimal } from '../../protocol/amount.ts';
import type { RedReason } from '../../protocol/operations/invoice-red.ts';
import type { ParamError } from '../../protocol/param-error.ts';
import type { RedLineEntry } from '../ledger/sheets.ts';
import { paramError, show } from '../rules/rule.ts';

type Members = Readonly<Record<string, unknown>>;

export type RedWish = {
  readonly orderNo: string;
  readonly originalInvoiceNo: string;
  readonly reason: RedReason;
  /** Null: the whole remainder. */
  readonly lines: readonly RedLineEntry[] | null;
  readonly sheetNo: string | null;
};
export type RedReading =
  | { readonly ok: true; readonly wish: RedWish }
  | { readonly ok: false; readonly errors: readonly ParamError[] };

const mostLines = 2000;
const forms: Readonly<Record<string, { readonly form: RegExp; readonly expected: string }>> = {
  orderNo: { form: /^[0-9A-Za-z_-]{1,64}$/, expected: '1 to 64 of 0-9A-Za-z_-' },
  originalInvoiceNo: { form: /^[0-9]{20}$/, expected: 'the 20 digits of an invoice' },
  reason: { form: /^0[1-4]$/, expected: 'one of 01, 02, 03, 04' },
};

const wrong = (field: string, expected: string, received: unknown): ParamError =>
  paramError(field, 'B-5', { expected, received: show(received), remedy: 'correct it and send it again' });

const isMoney = (value: unknown): value is string =>
  typeof value === 'string' && isDecimal(value) && decimalPlaces(value) === 2;
const isQuantity = (value: unknown): value is string =>
  typeof value === 'string' && isDecimal(value) && decimalPlaces(value) <= 13;

const judgeLine = (line: Members, at: string): ParamError[] => {
  const { originalLine, amount, tax, quantity, unitPrice } = line;
  const errors: ParamError[] = [];
  if (!/^[1-9][0-9]{0,3}$/.test(String(originalLine)))
    errors.push(wrong(`${at}/originalLine`, 'the number of a line of the blue invoice, from 1', originalLine));
  if (!isMoney(amount) || !amount.startsWith('-'))
    errors.push(wrong(`${at}/amount`, 'an amount below 0 with two decimals', amount));
  if (!isMoney(tax) || !(tax.startsWith('-') || tax === '0.00'))
    errors.push(wrong(`${at}/tax`, 'a tax not above 0 with two decimals', tax));
  if (quantity !== undefined && !(isQuantity(quantity) && quantity.startsWith('-')))
    errors.push(wrong(`${at}/quantity`, 'a quantity below 0 with at most 13 decimals', quantity));
  if (unitPrice !== undefined && !(isQuantity(unitPrice) && !unitPrice.startsWith('-') && !/^[0.]+$/.test(unitPrice)))
    errors.push(wrong(`${at}/unitPrice`, 'a price above 0 with at most 13 decimals', unitPrice));
  if ((quantity === undefined) !== (unitPrice === undefined))
    errors.push(wrong(at, 'quantity and unitPrice, both or neither', line));
  return errors;
};

const judgeLines = (lines: unknown): ParamError[] => {
  if (lines === undefined) return [];
  if (!Array.isArray(lines) || lines.length === 0 || lines.length > mostLines)
    return [wrong('/lines', `1 to ${mostLines} lines, or none for the whole remainder`, lines)];
  const seen = new Set<string>();
  return lines.flatMap((line: unknown, at) => {
    if (typeof line !== 'object' || line === null) return [wrong(`/lines/${at}`, 'a line', line)];
    const number = String((line as Members)['originalLine']);
    const again = seen.has(number) ? [wrong(`/lines/${at}/originalLine`, 'each line once', number)] : [];
    seen.add(number);
    return [...judgeLine(line as Members, `/lines/${at}`), ...again];
  });
};

const lineOf = (line: Members): RedLineEntry => ({
  originalLine: Number(line['originalLine']),
  amount: String(line['amount']),
  tax: String(line['tax']),
  ...(line['quantity'] === undefined
    ? {}
    : { quantity: String(line['quantity']), unitPrice: String(line['unitPrice']) }),
});

/** `members` are free of null and empty ones. Unknown members are ignored. */
export const readRed = (members: Members): RedReading => {
  const { lines, sheetNo } = members;
  const errors = [
    ...Object.entries(forms).flatMap(([name, { form, expected }]) => {
      const value = members[name];
      return typeof value === 'string' && form.test(value) ? [] : [wrong(`/${name}`, expected, value)];
    }),
    ...(sheetNo === undefined || (typeof sheetNo === 'string' && /^[0-9]{20}$/.test(sheetNo))
      ? []
      : [wrong('/sheetNo', 'the 20 digits of a sheet', sheetNo)]),
    ...judgeLines(lines),
  ];
  if (errors.length > 0) return { ok: false, errors: errors.slice(0, 50) };
  const wish: RedWish = {
    orderNo: String(members['orderNo']),
    originalInvoiceNo: String(members['originalInvoiceNo']),
    reason: members['reason'] as RedReason,
    lines: lines === undefined ? null : (lines as readonly Members[]).map(lineOf),
    sheetNo: typeof sheetNo === 'string' ? sheetNo : null,
  };
  return { ok: true, wish };
};
