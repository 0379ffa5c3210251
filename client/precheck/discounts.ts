// Discount lines and the lines they discount (P-9).
import { fenOf, sameDecimal } from '../../protocol/amount.ts';
import type { InvoiceLine } from '../../protocol/operations/invoice-issue.ts';
import type { ParamError } from '../../protocol/param-error.ts';
import type { Rule } from './rule.ts';

const p9 = (field: string, message: string): ParamError => ({ field, rule: 'P-9', message });

const forbidden = ['quantity', 'unitPrice', 'unit', 'spec'] as const;

const judgePair = (discounted: InvoiceLine, discount: InvoiceLine, where: string): ParamError[] => {
  const errors: ParamError[] = [];
  for (const member of ['name', 'taxCode'] as const)
    if (discount[member] !== discounted[member])
      errors.push(p9(`${where}/${member}`, 'must be that of the discounted line before it'));
  if (!sameDecimal(discount.rate, discounted.rate))
    errors.push(p9(`${where}/rate`, 'must be that of the discounted line before it'));
  const [less, whole] = [fenOf(discount.amount), fenOf(discounted.amount)];
  if (less !== null && whole !== null && -less > whole)
    errors.push(p9(`${where}/amount`, 'is a larger discount than the amount of the discounted line'));
  return errors;
};

const judgeDiscount = (line: InvoiceLine, before: InvoiceLine | undefined, where: string): ParamError[] => [
  ...forbidden.flatMap((member) =>
    line[member] === undefined ? [] : [p9(`${where}/${member}`, 'does not belong on a discount line')],
  ),
  ...(before?.kind === '2'
    ? judgePair(before, line, where)
    : [p9(`${where}/kind`, 'a discount line follows its discounted line (kind 2) at once')]),
];

export const checkDiscounts: Rule = ({ lines }) =>
  lines.flatMap((line, at) => {
    const where = `/lines/${at}`;
    if (line.kind === '1') return judgeDiscount(line, lines[at - 1], where);
    const alone = line.kind === '2' && lines[at + 1]?.kind !== '1';
    return alone ? [p9(`${where}/kind`, 'a discounted line needs its discount line (kind 1) after it')] : [];
  });
