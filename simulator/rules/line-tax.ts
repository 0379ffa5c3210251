// P-5 and P-6: the tax of each line and of the whole invoice.
import { Big } from 'big.js';
import { fenOf, isDecimal, round2 } from '../../protocol/amount.ts';
import { hasAllLines, kindOf, type Line, type Order, paramError, type Rule, textOf } from './rule.ts';

/** 差额: the tax is on what is left after the deduction; in mode 01 it is on the whole amount. */
const differenceMode = '02';

/** Unrounded tax of a line, or null where a part is malformed, which other rules report. */
const taxDue = ({ members }: Line, order: Order): Big | null => {
  const [amount, rate] = [textOf(members, 'amount'), textOf(members, 'rate')];
  if (fenOf(amount) === null || !isDecimal(rate)) return null;
  const deducts = members['deduction'] !== undefined && textOf(order.members, 'deductionMode') === differenceMode;
  if (!deducts) return Big(amount).times(rate);
  const deduction = textOf(members, 'deduction');
  return fenOf(deduction) === null ? null : Big(amount).minus(deduction).times(rate);
};

/** P-5. */
export const judgeLineTax: Rule = (order) => {
  const { lineTaxTolerance, discountTaxTolerance } = order.profile;
  return order.lines.flatMap((line) => {
    const tolerance = kindOf(line) === '1' ? discountTaxTolerance : lineTaxTolerance;
    const due = taxDue(line, order);
    const tax = textOf(line.members, 'tax');
    if (due === null || fenOf(tax) === null) return [];
    const rounded = round2(due);
    if (rounded.minus(tax).abs().lte(tolerance)) return [];
    return [
      paramError(`${line.at}/tax`, 'P-5', {
        expected: `${rounded.toFixed(2)}, at most ${tolerance} away`,
        received: tax,
        remedy: 'the tax is (amount − deduction) × rate, rounded half away from zero',
      }),
    ];
  });
};

/** P-6: unrounded over all lines. */
export const judgeInvoiceTax: Rule = (order) => {
  const tolerance = order.profile.invoiceTaxTolerance;
  const tax = textOf(order.members, 'tax');
  if (order.lines.length === 0 || !hasAllLines(order) || fenOf(tax) === null) return [];
  let sum = Big(0);
  for (const line of order.lines) {
    const due = taxDue(line, order);
    if (due === null) return [];
    sum = sum.plus(due);
  }
  if (sum.minus(tax).abs().lte(tolerance)) return [];
  return [
    paramError('/tax', 'P-6', {
      expected: `${sum.toFixed()}, at most ${tolerance} away`,
      received: tax,
      remedy: 'the roundings of the lines add up too far: divide the invoice, or round each line to the nearest fen',
    }),
  ];
};
