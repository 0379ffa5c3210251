// P-1: what may stand in a text: no control characters, no line breaks, no blanks at its ends, but for the remark.
import type { ParamError } from '../../protocol/param-error.ts';
import { type Members, membersOf, paramError, type Rule, show, textOf } from './rule.ts';

/** U+2028 and U+2029 break lines too. */
const control = /[\p{Cc}\u2028\u2029]/u;

const judge = (field: string, text: string): ParamError[] => {
  if (!text.isWellFormed())
    return [
      paramError(field, 'P-1', {
        expected: 'Unicode characters',
        received: 'half of a surrogate pair',
        remedy: 'send the whole character',
      }),
    ];
  const isRemark = field === '/remark';
  if (!isRemark && control.test(text))
    return [
      paramError(field, 'P-1', {
        expected: 'no control character or line break',
        received: show(text),
        remedy: 'take it out; only remark may have one',
      }),
    ];
  if (!isRemark && text !== text.trim())
    return [
      paramError(field, 'P-1', {
        expected: 'no leading or trailing space',
        received: show(text),
        remedy: 'trim it',
      }),
    ];
  return [];
};

const judgeAll = (members: Members, at: string, names: readonly string[]): ParamError[] =>
  names.flatMap((name) => judge(`${at}/${name}`, textOf(members, name)));

/** Numbers and codes have a form of their own, which already forbids these. */
const partyTexts = ['name', 'address', 'phone', 'bank', 'account'];

export const judgeTexts: Rule = ({ members, seller, buyer, lines }) => [
  ...judgeAll(members, '', ['remark', 'clerk', 'callbackUrl']),
  ...judgeAll(membersOf(members['delivery']), '/delivery', ['email', 'phone']),
  ...judgeAll(seller, '/seller', partyTexts),
  ...judgeAll(buyer, '/buyer', partyTexts),
  ...lines.flatMap((line) => judgeAll(line.members, line.at, ['name', 'spec', 'unit'])),
];
