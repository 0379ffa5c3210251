// The sums of an order, to the fen (P-4).
import { fenOf, writeFen } from '../../protocol/amount.ts';
import type { ParamError } from '../../protocol/param-error.ts';
import type { Rule } from './rule.ts';

/** Null as soon as one text is no amount: its own rule says so. */
const sumOf = (texts: readonly string[]): bigint | null => {
  let sum = 0n;
  for (const text of texts) {
    const fen = fenOf(text);
    if (fen === null) return null;
    sum += fen;
  }
  return sum;
};

const compare = (
  field: string,
  sides: { readonly given: string; readonly sum: bigint | null; readonly of: string },
): ParamError[] => {
  const given = fenOf(sides.given);
  if (given === null || sides.sum === null || given === sides.sum) return [];
  return [{ field, rule: 'P-4', message: `is ${sides.given}, but ${sides.of} is ${writeFen(sides.sum)}` }];
};

export const checkSums: Rule = ({ lines, amount, tax, total }) => [
  ...compare('/amount', {
    given: amount,
    sum: sumOf(lines.map((line) => line.amount)),
    of: 'the sum of the line amounts',
  }),
  ...compare('/tax', { given: tax, sum: sumOf(lines.map((line) => line.tax)), of: 'the sum of the line taxes' }),
  ...compare('/total', { given: total, sum: sumOf([amount, tax]), of: 'amount + tax' }),
];
