// Whether a reversal keeps to the reasons of B-5 and to what is left of its blue invoice.
import { Big } from 'big.js';
import { fenOf, round2, writeFen } from '../../protocol/amount.ts';
import type { ParamError } from '../../protocol/param-error.ts';
import type { RedLineEntry } from '../ledger/sheets.ts';
import { type RefusalWithData, refuseErrors } from '../operations/decide-gates.ts';
import type { Profile } from '../profiles/profile.ts';
import { isPriceTrue } from '../rules/price.ts';
import { paramError } from '../rules/rule.ts';
import type { RedWish } from './read-red.ts';
import type { RemainingLine } from './remainder.ts';

export type RedJudgement =
  | { readonly ok: true; readonly lines: readonly RedLineEntry[] }
  | { readonly ok: false; readonly returnCode: '1001'; readonly errors: readonly ParamError[] }
  | { readonly ok: false; readonly returnCode: '4202'; readonly expected: string; readonly received: string };

/** As a gate notes it. */
export const refusalOf = (judged: Exclude<RedJudgement, { readonly ok: true }>): RefusalWithData | null => {
  if (judged.returnCode === '1001') return refuseErrors(judged.errors);
  const { ok: _ok, ...refusal } = judged;
  return refusal;
};

type Case = { readonly wish: RedWish; readonly remainder: readonly RemainingLine[]; readonly profile: Profile };

const error = (field: string, expected: string, received: string): ParamError =>
  paramError(field, 'B-5', {
    expected,
    received,
    remedy: 'correct it, or leave `lines` out to reverse all that is left',
  });

/** All that is left, negated. A price reduction (04) names no quantity, and a line whose price moved by one has none to name. */
const wholeOf = ({ wish, remainder }: Case): RedLineEntry[] =>
  remainder
    .filter(({ amount }) => amount > 0n)
    .map(({ line, amount, tax, quantity, unitPrice }) => {
      const counted = wish.reason !== '04' && quantity?.gt(0) && unitPrice !== null ? { quantity, unitPrice } : null;
      const fits = counted && isRedPriceTrue(counted.quantity, counted.unitPrice, amount) ? counted : null;
      return {
        originalLine: line,
        amount: writeFen(-amount),
        tax: writeFen(-tax),
        ...(fits ? { quantity: fits.quantity.neg().toFixed(), unitPrice: fits.unitPrice } : {}),
      };
    });

const priceTolerance = '0.01';

/** P-7 on absolute values. */
const isRedPriceTrue = (quantity: Big, unitPrice: string, amount: bigint): boolean =>
  isPriceTrue(
    { quantity: quantity.abs().toFixed(), unitPrice, amount: writeFen(amount < 0n ? -amount : amount) },
    priceTolerance,
  );

/**
 * Whether a line may be reversed without quantity although its blue has one: when the quantity is used up and an amount is
 * left, or when what is left of both no longer makes the price and the line takes all of it, as `wholeOf` does.
 */
const isBeyondCount = (red: RedLineEntry, { quantity, unitPrice, amount }: RemainingLine): boolean => {
  if (quantity === null || unitPrice === null || quantity.eq(0)) return true;
  return amount + (fenOf(red.amount) ?? 0n) === 0n && !isRedPriceTrue(quantity, unitPrice, amount);
};

const judgeQuantity = (red: RedLineEntry, left: RemainingLine, at: string, wish: RedWish): ParamError[] => {
  const { quantity, unitPrice } = red;
  if (wish.reason === '04')
    return quantity === undefined ? [] : [error(`${at}/quantity`, 'no quantity and price with reason 04', quantity)];
  if (quantity === undefined || unitPrice === undefined)
    return isBeyondCount(red, left)
      ? []
      : [error(`${at}/quantity`, 'quantity and price, as the blue line has them', 'none')];
  if (left.unitPrice === null) return [error(`${at}/quantity`, 'no quantity: the blue line has none', quantity)];
  if (!Big(unitPrice).eq(left.unitPrice)) return [error(`${at}/unitPrice`, left.unitPrice, unitPrice)];
  return isRedPriceTrue(Big(quantity), unitPrice, fenOf(red.amount) ?? 0n)
    ? []
    : [error(`${at}/amount`, 'quantity × unitPrice, within 0.01', red.amount)];
};

const judgeTax = (red: RedLineEntry, left: RemainingLine, at: string, profile: Profile): ParamError[] => {
  const [amount, tax] = [fenOf(red.amount) ?? 0n, fenOf(red.tax) ?? 0n];
  if (left.amount + amount === 0n)
    return left.tax + tax === 0n
      ? []
      : [error(`${at}/tax`, `${writeFen(-left.tax)}: with its amount a line's tax comes to 0`, red.tax)];
  // A deduction was taken from the amount that was taxed; only the bureau's remainder knows how much of it is left.
  if (left.content['deduction'] !== undefined) return [];
  const due = round2(Big(amount.toString()).div(100).abs().times(String(left.content['rate'])));
  const off = due.minus(Big(tax.toString()).div(100).abs()).abs();
  return off.lte(profile.lineTaxTolerance)
    ? []
    : [error(`${at}/tax`, `-${due.toFixed(2)} within ${profile.lineTaxTolerance} (P-5)`, red.tax)];
};

const exceeds = (red: RedLineEntry, left: RemainingLine): boolean =>
  left.amount + (fenOf(red.amount) ?? 0n) < 0n ||
  left.tax + (fenOf(red.tax) ?? 0n) < 0n ||
  (red.quantity !== undefined && left.quantity?.plus(red.quantity).lt(0) === true);

const judgeLines = (lines: readonly RedLineEntry[], { wish, remainder, profile }: Case): RedJudgement => {
  const found = lines.map((red, at) => ({
    red,
    at: `/lines/${at}`,
    left: remainder.find(({ line }) => line === red.originalLine),
  }));
  const strangers = found.filter(({ left }) => !left);
  if (strangers.length > 0) {
    const numbers = remainder.map(({ line }) => line).join(', ');
    const errors = strangers.map(({ red, at }) =>
      error(`${at}/originalLine`, `one of ${numbers} (lines of kind 0 or 2)`, String(red.originalLine)),
    );
    return { ok: false, returnCode: '1001', errors };
  }
  const known = found.flatMap(({ red, at, left }) => (left ? [{ red, at, left }] : []));
  const beyond = known.find(({ red, left }) => exceeds(red, left));
  if (beyond)
    return {
      ok: false,
      returnCode: '4202',
      expected: `at most ${writeFen(beyond.left.amount)} and tax ${writeFen(beyond.left.tax)} of line ${beyond.left.line}`,
      received: `${beyond.red.amount} and tax ${beyond.red.tax}`,
    };
  const errors = known.flatMap(({ red, at, left }) => [
    ...judgeQuantity(red, left, at, wish),
    ...judgeTax(red, left, at, profile),
  ]);
  return errors.length > 0 ? { ok: false, returnCode: '1001', errors: errors.slice(0, 50) } : { ok: true, lines };
};

const isAllOf = (lines: readonly RedLineEntry[], whole: readonly RedLineEntry[]): boolean =>
  lines.length === whole.length &&
  whole.every(({ originalLine, amount, tax }) =>
    lines.some((line) => line.originalLine === originalLine && line.amount === amount && line.tax === tax),
  );

/** The lines of the red invoice, or why there can be none. The blue invoice has something left. */
export const judgeRed = (asked: Case): RedJudgement => {
  const { wish, remainder } = asked;
  const whole = wholeOf(asked);
  if (wish.reason === '01' && !remainder.every(({ whole: untouched }) => untouched))
    return {
      ok: false,
      returnCode: '1001',
      errors: [error('/reason', '01 only while nothing of the invoice is reversed', 'a part of it is')],
    };
  if (whole.length === 0)
    return { ok: false, returnCode: '4202', expected: 'an amount to reverse', received: 'lines that come to 0.00' };
  if (wish.lines === null) return { ok: true, lines: whole };
  if (wish.reason === '01' && !isAllOf(wish.lines, whole))
    return { ok: false, returnCode: '1001', errors: [error('/lines', 'the whole invoice with reason 01', 'a part')] };
  return judgeLines(wish.lines, asked);
};
