// Two things that change no JSON object: its members in another order, and members that nobody knows (P, D-9).
import type { Dice } from '../dice.ts';
import { isMembers, type Members } from '../members.ts';

/** At every depth; entries of arrays stay where they are, for their order means something (B-1). */
export const shuffleMembers = (value: unknown, dice: Dice): unknown => {
  if (Array.isArray(value)) return value.map((entry: unknown) => shuffleMembers(entry, dice));
  if (!isMembers(value)) return value;
  return Object.fromEntries(
    dice.shuffle(Object.entries(value)).map(([name, inner]) => [name, shuffleMembers(inner, dice)] as const),
  );
};

/** No clause gives any of these a meaning. */
export const strangers = ['ext', 'reserve1', 'bz1', 'traceInfo', 'channelData', 'Version2'] as const;

/** What both formats carry (T-5): texts, nothing, objects of texts; what is within bears names that mean something elsewhere. */
const values: readonly [unknown, ...unknown[]] = [
  '备用字段',
  '',
  null,
  'a < b && c > "d" \\ 𠮷',
  { level: 'A', detail: { code: '9999', message: '测试“引号”' } },
  { orderNo: 'SO-0', invoiceNo: '00000000000000000000', amount: '0.00', status: 'failed' },
];
/** And what JSON alone does. */
const jsonValues: readonly [unknown, ...unknown[]] = [...values, true, 20261125, ['A', 'B'], [{ type: 'close' }]];

/** `count` strangers at most, in front of the others. */
export const addStrangers = (
  members: Members,
  dice: Dice,
  about: { readonly format: 'json' | 'xml'; readonly count: number },
): Members => {
  const extra = Array.from({ length: dice.between(0, about.count) }, () => {
    const name = dice.oneOf(strangers);
    return [name, dice.oneOf(about.format === 'json' ? jsonValues : values)] as const;
  });
  return { ...Object.fromEntries(extra), ...members };
};
