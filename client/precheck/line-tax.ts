// The tax of each line, and when a deduction may lower it (P-5).
import { Big } from 'big.js';
import { fenOf, isDecimal, round2 } from '../../protocol/amount.ts';
import type { InvoiceIssue, InvoiceLine } from '../../protocol/operations/invoice-issue.ts';
import type { ParamError } from '../../protocol/param-error.ts';
import type { Rule } from './rule.ts';
import { taxedAmount } from './taxed-amount.ts';

const toleranceYuan = '0.06';

const p5 = (field: string, message: string): ParamError => ({ field, rule: 'P-5', message });

const judgeTax = (order: InvoiceIssue, line: InvoiceLine, field: string): ParamError[] => {
  const taxed = taxedAmount(order, line);
  if (taxed === null || fenOf(line.tax) === null) return [];
  const due = round2(taxed.times(line.rate));
  return due.minus(line.tax).abs().lte(toleranceYuan)
    ? []
    : [p5(`${field}/tax`, `is ${line.tax}, but amount × rate is ${due.toFixed(2)}; ${toleranceYuan} is allowed`)];
};

const judgeDeduction = (order: InvoiceIssue, line: InvoiceLine, where: string): ParamError[] => {
  if (line.deduction === undefined) return [];
  const field = `${where}/deduction`;
  const [deduction, amount, tax] = [fenOf(line.deduction), fenOf(line.amount), fenOf(line.tax)];
  if (deduction === null || amount === null || tax === null || !isDecimal(line.rate)) return [];
  const errors: ParamError[] = [];
  if (order.deductionMode === undefined) errors.push(p5(field, 'is allowed only with deductionMode'));
  if (deduction < 1n) errors.push(p5(field, 'must be at least 0.01'));
  if (deduction > amount + tax) errors.push(p5(field, 'must not exceed amount + tax of its line'));
  if (line.kind === '1' || line.kind === '2') errors.push(p5(field, 'never goes with a discount'));
  if (new Big(line.rate).eq(0)) errors.push(p5(field, 'never goes with rate 0'));
  return errors;
};

export const checkLineTax: Rule = (order) =>
  order.lines.flatMap((line, at) => [
    ...judgeTax(order, line, `/lines/${at}`),
    ...judgeDeduction(order, line, `/lines/${at}`),
  ]);
