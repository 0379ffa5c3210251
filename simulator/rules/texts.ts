// P-1: every text of an order but those of the blocks of P-11, which are judged with their block.
import type { ParamError } from '../../protocol/param-error.ts';
import { judgeText } from './judge-text.ts';
import { type Members, membersOf, type Rule, textOf } from './rule.ts';

const judgeAll = (members: Members, at: string, names: readonly string[]): ParamError[] =>
  names.flatMap((name) => judgeText(`${at}/${name}`, textOf(members, name)));

/** Numbers and codes have a form of their own, which already forbids these. */
const partyTexts = ['name', 'address', 'phone', 'bank', 'account'];

export const judgeTexts: Rule = ({ members, seller, buyer, lines }) => [
  ...judgeAll(members, '', ['remark', 'clerk', 'callbackUrl']),
  ...judgeAll(membersOf(members['delivery']), '/delivery', ['email', 'phone']),
  ...judgeAll(seller, '/seller', partyTexts),
  ...judgeAll(buyer, '/buyer', partyTexts),
  ...lines.flatMap((line) => judgeAll(line.members, line.at, ['name', 'spec', 'unit'])),
];
