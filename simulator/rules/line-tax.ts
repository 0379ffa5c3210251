// P-5 and P-6: the tax of each line and of the whole invoice, with deductions (差额征税).
import { Big } from 'big.js';
import { fenOf, isDecimal, round2 } from '../../protocol/amount.ts';
import type { ParamError } from '../../protocol/param-error.ts';
import { kindOf, linesOf, type Members, paramError, type Rule, textOf } from './rule.ts';

/** In mode 01 the tax is on the whole amount, in mode 02 on what is left of it. */
const baseOf = (line: Members, mode: string): Big =>
  Big(textOf(line, 'amount')).minus(
    mode === '02' && fenOf(textOf(line, 'deduction')) !== null ? textOf(line, 'deduction') : '0',
  );

const isCountable = (line: Members): boolean =>
  fenOf(textOf(line, 'amount')) !== null && fenOf(textOf(line, 'tax')) !== null && isDecimal(textOf(line, 'rate'));

const judgeDeduction = (line: Members, at: string, mode: string): ParamError[] => {
  const deduction = fenOf(textOf(line, 'deduction'));
  if (line['deduction'] === undefined || deduction === null) return [];
  const refuse = (message: string) => [paramError(`${at}/deduction`, 'P-5', message)];
  if (mode === '') return refuse('needs deductionMode (01 or 02) of the invoice');
  if (deduction < 1n) return refuse('must be at least 0.01');
  const most = (fenOf(textOf(line, 'amount')) ?? 0n) + (fenOf(textOf(line, 'tax')) ?? 0n);
  if (deduction > most) return refuse('must not be larger than amount + tax of its line');
  if (kindOf(line) !== '0') return refuse('never stands with a discount');
  return isDecimal(textOf(line, 'rate')) && Big(textOf(line, 'rate')).eq(0) ? refuse('never stands with rate 0') : [];
};

/** P-5. */
export const judgeLineTax: Rule = (order, { profile }) => {
  const mode = textOf(order, 'deductionMode');
  return linesOf(order).flatMap((line, index) => {
    const at = `/lines/${index}`;
    const deduction = judgeDeduction(line, at, mode);
    if (!isCountable(line)) return deduction;
    const due = round2(baseOf(line, mode).times(textOf(line, 'rate')));
    return due.minus(textOf(line, 'tax')).abs().gt(profile.lineTaxTolerance)
      ? [
          ...deduction,
          paramError(
            `${at}/tax`,
            'P-5',
            `is ${textOf(line, 'tax')}, must be within ${profile.lineTaxTolerance} of ${due.toFixed(2)}`,
          ),
        ]
      : deduction;
  });
};

/** P-6: unrounded over all lines. */
export const judgeInvoiceTax: Rule = (order, { profile }) => {
  const lines = linesOf(order);
  const tax = textOf(order, 'tax');
  if (lines.length === 0 || fenOf(tax) === null || !lines.every(isCountable)) return [];
  const mode = textOf(order, 'deductionMode');
  const due = lines.reduce((sum, line) => sum.plus(baseOf(line, mode).times(textOf(line, 'rate'))), Big(0));
  return due.minus(tax).abs().gt(profile.invoiceTaxTolerance)
    ? [paramError('/tax', 'P-6', `is ${tax}, must be within ${profile.invoiceTaxTolerance} of ${due.toFixed()}`)]
    : [];
};
