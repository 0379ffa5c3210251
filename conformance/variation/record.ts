// What was varied in one scenario, short enough for a report (V-3): the seed and the scenario give the rest again.
import type { VariationName } from './names.ts';

export type Variation = {
  /** Left out, by the run or because the scenario sets it on purpose. */
  readonly calm: readonly VariationName[];
  /** By the scenario's names of the orders, and `seller`: what of them, as `texts /buyer/name`. */
  readonly orders: Readonly<Record<string, readonly string[]>>;
  /** Lines of the kit to the client that were changed, by what changed them. */
  readonly lines: Readonly<Record<string, number>>;
  /** Answers of the bureau that were changed, by what changed them. */
  readonly answers: Readonly<Record<string, number>>;
};

/** How often each name stands in the lists. */
export const countNames = (lists: readonly (readonly string[])[]): Record<string, number> => {
  const counts: Record<string, number> = {};
  for (const name of lists.flat()) counts[name] = (counts[name] ?? 0) + 1;
  return counts;
};

const told = (counts: Readonly<Record<string, number>>): string =>
  Object.entries(counts)
    .map(([name, count]) => `${name} ×${count}`)
    .join(', ');

/** One line, its words names that stand in the README; empty where nothing was varied. */
export const describeVariation = ({ orders, lines, answers }: Variation): string =>
  [
    ...Object.entries(orders).map(([name, parts]) => [`order 订单 ${name}`, parts.join(', ')] as const),
    ['lines 驱动行', told(lines)] as const,
    ['answers 应答', told(answers)] as const,
  ]
    .filter(([, parts]) => parts !== '')
    .map(([what, parts]) => `${what}: ${parts}`)
    .join(' · ');
