// P-9: a discount line belongs to the discounted line just before it.
import { fenOf, isDecimal, sameDecimal } from '../../protocol/amount.ts';
import type { ParamError } from '../../protocol/param-error.ts';
import { kindOf, linesOf, type Members, paramError, type Rule, textOf } from './rule.ts';

const sameRate = (a: string, b: string): boolean => (isDecimal(a) && isDecimal(b) ? sameDecimal(a, b) : a === b);

const judgeDiscount = (line: Members, before: Members | undefined, at: string): ParamError[] => {
  const bare = ['quantity', 'unitPrice', 'unit', 'spec']
    .filter((name) => line[name] !== undefined)
    .map((name) => paramError(`${at}/${name}`, 'P-9', 'never stands on a discount line'));
  if (!before || kindOf(before) !== '2')
    return [
      paramError(`${at}/kind`, 'P-9', 'is a discount, but the line before is not its discounted line (kind 2)'),
      ...bare,
    ];
  const differing = ['name', 'taxCode'].filter((name) => textOf(line, name) !== textOf(before, name));
  const rate = sameRate(textOf(line, 'rate'), textOf(before, 'rate')) ? [] : ['rate'];
  const [discount, discounted] = [fenOf(textOf(line, 'amount')), fenOf(textOf(before, 'amount'))];
  const larger = discount !== null && discounted !== null && -discount > discounted;
  return [
    ...[...differing, ...rate].map((name) => paramError(`${at}/${name}`, 'P-9', 'differs from the discounted line')),
    ...(larger ? [paramError(`${at}/amount`, 'P-9', 'is larger than the amount it discounts')] : []),
    ...bare,
  ];
};

export const judgeDiscounts: Rule = (order) => {
  const lines = linesOf(order);
  return lines.flatMap((line, index) => {
    const at = `/lines/${index}`;
    if (kindOf(line) === '1') return judgeDiscount(line, lines[index - 1], at);
    const after = lines[index + 1];
    return kindOf(line) === '2' && (!after || kindOf(after) !== '1')
      ? [paramError(`${at}/kind`, 'P-9', 'is discounted, but no discount line follows')]
      : [];
  });
};
