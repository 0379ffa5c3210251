// P-5: when a line may have a deduction (差额征税), and how large it may be.
import { Big } from 'big.js';
import { fenOf, isDecimal, writeFen } from '../../protocol/amount.ts';
import type { ParamError } from '../../protocol/param-error.ts';
import { kindOf, type Line, type Order, paramError, type Rule, show, textOf } from './rule.ts';

const judge = (line: Line, order: Order): ParamError[] => {
  const { members } = line;
  if (members['deduction'] === undefined) return [];
  const errors: ParamError[] = [];
  const refuse = (expected: string, remedy: string) =>
    errors.push(paramError(`${line.at}/deduction`, 'P-5', { expected, received: show(members['deduction']), remedy }));
  const [deduction, amount, tax] = ['deduction', 'amount', 'tax'].map((name) => fenOf(textOf(members, name)));
  const rate = textOf(members, 'rate');
  if (order.members['deductionMode'] === undefined)
    refuse('no deduction without deductionMode', 'send deductionMode 01 or 02 with the invoice');
  if (typeof deduction === 'bigint' && deduction < 1n) refuse('at least 0.01', 'leave out a deduction of nothing');
  if (
    typeof deduction === 'bigint' &&
    typeof amount === 'bigint' &&
    typeof tax === 'bigint' &&
    deduction > amount + tax
  )
    refuse(`at most amount + tax of its line, ${writeFen(amount + tax)}`, 'deduct what this line sold only');
  if (kindOf(line) !== '0') refuse('no deduction with a discount', 'deduct on lines of kind 0');
  if (isDecimal(rate) && Big(rate).eq(0)) refuse('no deduction at rate 0', 'leave the deduction out');
  return errors;
};

export const judgeDeductions: Rule = (order) => order.lines.flatMap((line) => judge(line, order));
