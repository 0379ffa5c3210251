// The tax of the whole invoice: rounding line by line may not add up to more than 127 fen (P-6).
import { Big } from 'big.js';
import { fenOf } from '../../protocol/amount.ts';
import type { Rule } from './rule.ts';
import { taxedAmount } from './taxed-amount.ts';

const toleranceYuan = '1.27';

export const checkInvoiceTax: Rule = (order) => {
  let due = new Big(0);
  for (const line of order.lines) {
    const taxed = taxedAmount(order, line);
    if (taxed === null) return [];
    due = due.plus(taxed.times(line.rate));
  }
  if (fenOf(order.tax) === null || due.minus(order.tax).abs().lte(toleranceYuan)) return [];
  const message = `is ${order.tax}, but the sum of amount × rate is ${due.toFixed()}; ${toleranceYuan} is allowed`;
  return [{ field: '/tax', rule: 'P-6', message }];
};
