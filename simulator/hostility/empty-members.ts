// Hostility `empty-members`: what an invoice does not have is there all the same, empty or null (P: the same as absent).
import type { Format } from '../../protocol/envelope.ts';
import { isJsonObject } from '../../protocol/strict-json.ts';
import { type AnswerBehaviour, changeEntries, changeMembers, type Dice, type Members, pick } from './behaviour.ts';

type Empties = readonly [unknown, ...unknown[]];
const text: Empties = ['', null];

/** By a member that tells what the object is: its optional members, and what each may be when it is empty. */
const optional: readonly { readonly of: string; readonly members: readonly (readonly [string, Empties])[] }[] = [
  {
    of: 'issuedAt',
    members: [
      ['deliveredAt', text],
      ['paperCode', text],
      ['paperNo', text],
      ['original', text],
      ['redInvoices', [[], null]],
      ['documents', [{}, null]],
    ],
  },
  { of: 'pdf', members: [['ofd', text]] },
];

const fill = (value: unknown, format: Format, dice: Dice): unknown => {
  if (Array.isArray(value)) return changeEntries(value, (entry) => fill(entry, format, dice));
  if (!isJsonObject(value)) return value;
  const missing = optional.flatMap(({ of, members }) =>
    Object.hasOwn(value, of) ? members.filter(([name]) => !Object.hasOwn(value, name)) : [],
  );
  const empty = missing.filter(() => dice() < 0.5).map(([name, ways]) => [name, pick(dice, ways)] as const);
  const within = changeMembers(value, (member) => fill(member, format, dice));
  return empty.length === 0 ? within : { ...within, ...Object.fromEntries(empty) };
};

export const emptyMembers: AnswerBehaviour = {
  name: 'empty-members',
  payload: (payload, format, dice) => fill(payload, format, dice) as Members,
};
