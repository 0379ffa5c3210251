// P-9: a discount line belongs to the discounted line just before it.
import { fenOf, isDecimal, sameDecimal, writeFen } from '../../protocol/amount.ts';
import type { ParamError } from '../../protocol/param-error.ts';
import { kindOf, type Line, paramError, type Rule, show, textOf } from './rule.ts';

const bare = ['quantity', 'unitPrice', 'unit', 'spec'];

const judgeBareness = ({ members, at }: Line): ParamError[] =>
  bare
    .filter((name) => members[name] !== undefined)
    .map((name) =>
      paramError(`${at}/${name}`, 'P-9', {
        expected: `no ${name} on a discount line`,
        received: show(members[name]),
        remedy: 'leave it out: the discounted line has it',
      }),
    );

const isSame = (name: string, a: string, b: string): boolean =>
  name === 'rate' && isDecimal(a) && isDecimal(b) ? sameDecimal(a, b) : a === b;

const judgePair = (discount: Line, discounted: Line): ParamError[] => {
  const errors: ParamError[] = [];
  for (const name of ['name', 'taxCode', 'rate']) {
    const [of, after] = [textOf(discounted.members, name), textOf(discount.members, name)];
    if (!isSame(name, of, after))
      errors.push(
        paramError(`${discount.at}/${name}`, 'P-9', {
          expected: `that of the discounted line, ${show(of)}`,
          received: show(after),
          remedy: 'copy it from the line before',
        }),
      );
  }
  const [less, whole] = [fenOf(textOf(discount.members, 'amount')), fenOf(textOf(discounted.members, 'amount'))];
  if (less !== null && whole !== null && -less > whole)
    errors.push(
      paramError(`${discount.at}/amount`, 'P-9', {
        expected: `a discount of at most ${writeFen(whole)}, the amount it discounts`,
        received: writeFen(less),
        remedy: 'spread it over several discounted lines',
      }),
    );
  return errors;
};

const judgeDiscount = (line: Line, before: Line | undefined): ParamError[] => {
  if (before !== undefined && kindOf(before) === '2') return judgePair(line, before);
  return [
    paramError(`${line.at}/kind`, 'P-9', {
      expected: 'a discount line only at once after its discounted line (kind 2)',
      received: before === undefined ? 'the first line' : `a line of kind ${kindOf(before)} before it`,
      remedy: 'put it after the line it discounts, and give that line kind 2',
    }),
  ];
};

export const judgeDiscounts: Rule = ({ lines }) =>
  lines.flatMap((line, index) => {
    if (kindOf(line) === '1') return [...judgeDiscount(line, lines[index - 1]), ...judgeBareness(line)];
    const after = lines[index + 1];
    if (kindOf(line) !== '2' || (after !== undefined && kindOf(after) === '1')) return [];
    return [
      paramError(`${line.at}/kind`, 'P-9', {
        expected: 'a discount line (kind 1) at once after a discounted line',
        received: after === undefined ? 'the last line' : `a line of kind ${kindOf(after)} after it`,
        remedy: 'send its discount, or give this line kind 0',
      }),
    ];
  });
