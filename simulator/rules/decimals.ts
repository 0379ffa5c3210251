// P-3: two decimals where money is meant, and the signs of a blue invoice.
import { decimalPlaces, fenOf, isDecimal } from '../../protocol/amount.ts';
import type { ParamError } from '../../protocol/param-error.ts';
import { kindOf, type Line, type Members, paramError, type Rule, show, textOf } from './rule.ts';

const twoDecimals = (members: Members, at: string, names: readonly string[]): ParamError[] =>
  names.flatMap((name) => {
    const text = textOf(members, name);
    if (!isDecimal(text) || decimalPlaces(text) === 2) return [];
    return [
      paramError(`${at}/${name}`, 'P-3', {
        expected: 'exactly two decimals',
        received: show(text),
        remedy: 'write it like 100.00',
      }),
    ];
  });

const judgeSigns = (line: Line): ParamError[] => {
  const { members, at } = line;
  const amount = fenOf(textOf(members, 'amount'));
  const tax = fenOf(textOf(members, 'tax'));
  const refuse = (name: string, expected: string, remedy: string) =>
    paramError(`${at}/${name}`, 'P-3', { expected, received: show(members[name]), remedy });
  if (kindOf(line) !== '1')
    return amount === null || amount > 0n
      ? []
      : [refuse('amount', 'an amount above 0', 'reduce a price by a discount line, correct a sale by a red invoice')];
  return [
    ...(amount === null || amount < 0n ? [] : [refuse('amount', 'an amount below 0 on a discount line', 'negate it')]),
    ...(tax === null || tax <= 0n ? [] : [refuse('tax', 'a tax not above 0 on a discount line', 'negate it')]),
  ];
};

const judgeRate = ({ members, at }: Line, most: number): ParamError[] => {
  const rate = textOf(members, 'rate');
  if (!isDecimal(rate) || decimalPlaces(rate) <= most) return [];
  return [
    paramError(`${at}/rate`, 'P', {
      expected: `at most ${most} decimals`,
      received: show(rate),
      remedy: 'send the rate as a fraction, 6 % as 0.06',
    }),
  ];
};

export const judgeDecimals: Rule = ({ members, lines, profile }) => {
  const total = fenOf(textOf(members, 'total'));
  return [
    ...twoDecimals(members, '', ['amount', 'tax', 'total']),
    ...(total === null || total >= 0n
      ? []
      : [
          paramError('/total', 'P-3', {
            expected: 'a total not below 0 on a blue invoice',
            received: show(members['total']),
            remedy: 'correct a sale by a red invoice',
          }),
        ]),
    ...lines.flatMap((line) => [
      ...twoDecimals(line.members, line.at, ['amount', 'tax', 'deduction']),
      ...judgeSigns(line),
      ...judgeRate(line, profile.rateDecimals),
    ]),
  ];
};
