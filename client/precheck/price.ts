// Quantity times unit price is the amount (P-7).
import { Big } from 'big.js';
import { decimalPlaces, fenOf, isDecimal, round8 } from '../../protocol/amount.ts';
import type { InvoiceLine } from '../../protocol/operations/invoice-issue.ts';
import type { ParamError } from '../../protocol/param-error.ts';
import type { Rule } from './rule.ts';

const toleranceYuan = '0.01';
const mostPlaces = 13;

const p7 = (field: string, message: string): ParamError => ({ field, rule: 'P-7', message });

const judgeFactor = (field: string, text: string): ParamError[] => {
  if (!isDecimal(text) || new Big(text).lte(0)) return [p7(field, 'must be above zero')];
  return decimalPlaces(text) <= mostPlaces ? [] : [p7(field, `must have at most ${mostPlaces} decimals`)];
};

/** So many places that rounding to eight of them afterwards is exact. */
const Precise = Big();
Precise.DP = 40;
const divide = (amount: string, quantity: string): Big => new Big(new Precise(amount).div(quantity).toFixed());

const judgeProduct = (line: InvoiceLine, factors: { quantity: string; unitPrice: string }, where: string) => {
  if (fenOf(line.amount) === null) return [];
  const { quantity, unitPrice } = factors;
  const product = new Big(quantity).times(unitPrice);
  if (product.minus(line.amount).abs().lte(toleranceYuan)) return [];
  if (round8(divide(line.amount, quantity)).eq(round8(new Big(unitPrice)))) return [];
  return [p7(`${where}/amount`, `is ${line.amount}, but quantity × unitPrice is ${product.toFixed()}`)];
};

const judgeLine = (line: InvoiceLine, where: string): ParamError[] => {
  const { quantity, unitPrice } = line;
  if (quantity === undefined && unitPrice === undefined) return [];
  if (quantity === undefined) return [p7(`${where}/quantity`, 'is missing beside unitPrice: both or neither')];
  if (unitPrice === undefined) return [p7(`${where}/unitPrice`, 'is missing beside quantity: both or neither')];
  const errors = [...judgeFactor(`${where}/quantity`, quantity), ...judgeFactor(`${where}/unitPrice`, unitPrice)];
  return errors.length > 0 ? errors : judgeProduct(line, { quantity, unitPrice }, where);
};

/** Not on discount lines: those have neither (P-9). */
export const checkPrices: Rule = (order) =>
  order.lines.flatMap((line, at) => (line.kind === '1' ? [] : judgeLine(line, `/lines/${at}`)));
