// How many lines an invoice may have and how long its texts may be, as the profile says (section P).
import type { ParamError } from '../../protocol/param-error.ts';
import { type Members, type Order, paramError, type Rule, textOf } from './rule.ts';
import { lengthOf, unitOf } from './text-length.ts';

type Limit = { readonly name: string; readonly most: number };

/** No UTF-16 unit is counted as more than four bytes: a text this short needs no counting. */
const mostPerUnit = 4;

const judgeTexts = (members: Members, at: string, about: { limits: readonly Limit[]; order: Order }): ParamError[] =>
  about.limits.flatMap(({ name, most }) => {
    const text = textOf(members, name);
    if (text.length * mostPerUnit <= most) return [];
    const { textCount } = about.order.profile;
    const length = lengthOf(text, textCount);
    if (length <= most) return [];
    return [
      paramError(`${at}/${name}`, 'P', {
        expected: `at most ${most} ${unitOf(textCount)}`,
        received: `${length}`,
        remedy: 'shorten it',
      }),
    ];
  });

const below = (prefix: string, longest: Readonly<Record<string, number>>): Limit[] =>
  Object.entries(longest).flatMap(([pointer, most]) => {
    const at = pointer.lastIndexOf('/');
    return pointer.slice(0, at) === prefix ? [{ name: pointer.slice(at + 1), most }] : [];
  });

export const judgeLimits: Rule = (order) => {
  const { mostLines, longest } = order.profile;
  const texts = (members: Members, at: string) => judgeTexts(members, at, { limits: below(at, longest), order });
  const ofLine = { limits: below('/lines/*', longest), order };
  return [
    ...texts(order.members, ''),
    ...texts(order.seller, '/seller'),
    ...texts(order.buyer, '/buyer'),
    ...order.overlong.map(({ name, count }) =>
      paramError(`/${name}`, name === 'lines' ? 'P' : 'P-11', {
        expected: `at most ${mostLines} ${name}`,
        received: `${count}`,
        remedy: 'divide the sale into several orders',
      }),
    ),
    ...order.lines.flatMap((line) => judgeTexts(line.members, line.at, ofLine)),
  ];
};
