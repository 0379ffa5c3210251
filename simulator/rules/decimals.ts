// P-3: two decimals where money is meant, and the signs of a blue invoice; decimals of quantity, price and rate (P).
import { decimalPlaces, fenOf, isDecimal } from '../../protocol/amount.ts';
import type { ParamError } from '../../protocol/param-error.ts';
import { kindOf, linesOf, type Members, paramError, type Rule, type RuleContext, textOf } from './rule.ts';

const twoDecimals = (members: Members, at: string, names: readonly string[]): ParamError[] =>
  names
    .filter((name) => isDecimal(textOf(members, name)) && decimalPlaces(textOf(members, name)) !== 2)
    .map((name) =>
      paramError(`${at}/${name}`, 'P-3', `must have exactly two decimals; received ${textOf(members, name)}`),
    );

const signs = (line: Members, at: string): ParamError[] => {
  const amount = fenOf(textOf(line, 'amount'));
  const tax = fenOf(textOf(line, 'tax'));
  const discount = kindOf(line) === '1';
  return [
    ...(amount !== null && discount && amount >= 0n
      ? [paramError(`${at}/amount`, 'P-3', 'of a discount line must be below 0')]
      : []),
    ...(amount !== null && !discount && amount <= 0n
      ? [paramError(`${at}/amount`, 'P-3', 'must be above 0; a correction is a red invoice, not a negative line')]
      : []),
    ...(tax !== null && discount && tax > 0n
      ? [paramError(`${at}/tax`, 'P-3', 'of a discount line must not be above 0')]
      : []),
  ];
};

const fine = (line: Members, at: string, { profile }: RuleContext): ParamError[] => [
  ...['quantity', 'unitPrice'].flatMap((name) => {
    const text = textOf(line, name);
    if (!isDecimal(text)) return [];
    if (/^-|^0(\.0+)?$/.test(text)) return [paramError(`${at}/${name}`, 'P', 'must be above 0')];
    return decimalPlaces(text) > profile.priceDecimals
      ? [paramError(`${at}/${name}`, 'P', `must have at most ${profile.priceDecimals} decimals`)]
      : [];
  }),
  ...(isDecimal(textOf(line, 'rate')) && decimalPlaces(textOf(line, 'rate')) > profile.rateDecimals
    ? [paramError(`${at}/rate`, 'P', `must have at most ${profile.rateDecimals} decimals`)]
    : []),
];

export const judgeDecimals: Rule = (order, context) => {
  const total = fenOf(textOf(order, 'total'));
  return [
    ...twoDecimals(order, '', ['amount', 'tax', 'total']),
    ...linesOf(order).flatMap((line, index) => {
      const at = `/lines/${index}`;
      return [...twoDecimals(line, at, ['amount', 'tax', 'deduction']), ...signs(line, at), ...fine(line, at, context)];
    }),
    ...(total !== null && total < 0n ? [paramError('/total', 'P-3', 'of a blue invoice must not be below 0')] : []),
  ];
};
