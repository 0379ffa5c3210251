// P-4: the sums of an invoice, all exact.
import { fenOf, writeFen } from '../../protocol/amount.ts';
import { hasAllLines, paramError, type Rule, textOf } from './rule.ts';

/** Null where a part is no amount: what is malformed is P-3's. */
const sumOf = (parts: readonly string[]): bigint | null => {
  let sum = 0n;
  for (const part of parts) {
    const fen = fenOf(part);
    if (fen === null) return null;
    sum += fen;
  }
  return parts.length === 0 ? null : sum;
};

export const judgeSums: Rule = (order) => {
  const { members, lines } = order;
  const ofLines = (name: string) =>
    hasAllLines(order) ? sumOf(lines.map((line) => textOf(line.members, name))) : null;
  const sums = [
    { name: 'amount', of: 'the sum of the line amounts', sum: ofLines('amount') },
    { name: 'tax', of: 'the sum of the line taxes', sum: ofLines('tax') },
    { name: 'total', of: 'amount + tax', sum: sumOf([textOf(members, 'amount'), textOf(members, 'tax')]) },
  ];
  return sums.flatMap(({ name, of, sum }) => {
    const stated = fenOf(textOf(members, name));
    if (sum === null || stated === null || sum === stated) return [];
    return [
      paramError(`/${name}`, 'P-4', {
        expected: `${writeFen(sum)}, ${of}`,
        received: writeFen(stated),
        remedy: 'add up in whole fen, not in floating point',
      }),
    ];
  });
};
