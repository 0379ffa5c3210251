// Hostility `member-order`: envelope and payload have their members in any order, as objects have none (E-1 sorts for the signature).
import { isJsonObject } from '../../protocol/strict-json.ts';
import { type AnswerBehaviour, changeEntries, type Dice, type Members } from './behaviour.ts';

const shuffle = <Entry>(entries: readonly Entry[], dice: Dice): Entry[] => {
  const shuffled = [...entries];
  for (let at = shuffled.length - 1; at > 0; at -= 1) {
    const other = Math.floor(dice() * (at + 1));
    const [here, there] = [shuffled[at], shuffled[other]];
    if (here !== undefined && there !== undefined) [shuffled[at], shuffled[other]] = [there, here];
  }
  return shuffled;
};

/** Entries of arrays stay where they are: their order means something (B-1). */
const shuffleDeep = (value: unknown, dice: Dice): unknown => {
  if (Array.isArray(value)) return changeEntries(value, (entry) => shuffleDeep(entry, dice));
  return isJsonObject(value) ? shuffleMembers(value, dice) : value;
};

const shuffleMembers = (members: Members, dice: Dice): Members => {
  const before = Object.entries(members);
  const after = shuffle(before, dice).map(([name, value]) => [name, shuffleDeep(value, dice)] as const);
  const isSame = after.every(([name, value], at) => before[at]?.[0] === name && before[at]?.[1] === value);
  return isSame ? members : Object.fromEntries(after);
};

export const memberOrder: AnswerBehaviour = { name: 'member-order', order: shuffleMembers };
