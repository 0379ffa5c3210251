// P-4: the sums of an invoice, all exact.
import { fenOf, writeFen } from '../../protocol/amount.ts';
import { linesOf, paramError, type Rule, textOf } from './rule.ts';

/** Judged only where every part is an amount; what is malformed is P-3's. */
export const judgeSums: Rule = (order) => {
  const lines = linesOf(order);
  const sumOf = (name: string): bigint | null =>
    lines.reduce<bigint | null>((sum, line) => {
      const fen = fenOf(textOf(line, name));
      return sum === null || fen === null ? null : sum + fen;
    }, 0n);
  const [amount, tax, total] = ['amount', 'tax', 'total'].map((name) => fenOf(textOf(order, name)));
  const wrong = ['amount', 'tax'].flatMap((name) => {
    const sum = sumOf(name);
    const stated = fenOf(textOf(order, name));
    return lines.length === 0 || sum === null || stated === null || sum === stated
      ? []
      : [paramError(`/${name}`, 'P-4', `is ${writeFen(stated)}, the lines sum to ${writeFen(sum)}`)];
  });
  const together = typeof amount === 'bigint' && typeof tax === 'bigint' ? amount + tax : null;
  return together === null || typeof total !== 'bigint' || together === total
    ? wrong
    : [...wrong, paramError('/total', 'P-4', `is ${writeFen(total)}, amount + tax is ${writeFen(together)}`)];
};
