// The kit's lines to a client (D): members in any order, some that nobody knows, JSON spelt otherwise (D-9).

import { createDice, type Dice } from '../dice.ts';
import type { Message } from '../driver/lines.ts';
import { isMembers } from '../members.ts';
import type { VariationName } from './names.ts';
import { addStrangers } from './objects.ts';

export type VariedLine = {
  readonly message: Message;
  /** The message as text, when it is not to be spelt as usual. */
  readonly text?: string;
  readonly varied: readonly VariationName[];
};

/** What stands in there is varied with the order, or names files and keys. */
const extended = ['settings', 'seller'];

const extend = (message: Message, dice: Dice): Message => {
  const within = Object.entries(message).map(([name, value]) => [
    name,
    extended.includes(name) && isMembers(value) ? addStrangers(value, dice, { format: 'json', count: 1 }) : value,
  ]);
  return addStrangers(Object.fromEntries(within), dice, { format: 'json', count: 2 }) as Message;
};

/** Beyond ASCII as escapes, and blanks where JSON allows them; never a line break, which would end the line. */
const spell = (message: Message, dice: Dice): string => {
  const escaped = JSON.stringify(message).replace(/[\u0080-\uffff]/g, (unit) => {
    return `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;
  });
  if (dice.chance(0.5)) return escaped;
  return escaped.replace(/"(?:[^"\\]|\\.)*"|[{}[\],:]/g, (token) => (token.startsWith('"') ? token : ` ${token} `));
};

/** For one session: what is drawn for a line hangs on its type and how many of it came before. */
export const createLineVariation = (
  seed: number,
  about: { readonly purpose: string; readonly calm: readonly VariationName[] },
): ((message: Message) => VariedLine) => {
  const counts = new Map<string, number>();
  return (message) => {
    const count = (counts.get(message.type) ?? 0) + 1;
    counts.set(message.type, count);
    const varied: VariationName[] = [];
    const acts = (name: VariationName): Dice | null => {
      if (about.calm.includes(name)) return null;
      const dice = createDice(seed, `variation\n${about.purpose}\nline\n${name}\n${message.type}\n${count}`);
      return dice.chance(0.5) ? dice : null;
    };
    let present = message;
    const change = (name: VariationName, next: Message): void => {
      if (JSON.stringify(next) !== JSON.stringify(present)) varied.push(name);
      present = next;
    };
    const strange = acts('extra-members');
    if (strange) change('extra-members', extend(present, strange));
    const order = acts('member-order');
    // An order has an order of members of its own.
    if (order) change('member-order', Object.fromEntries(order.shuffle(Object.entries(present))) as Message);
    const spelling = acts('spelling');
    if (!spelling) return { message: present, varied };
    return { message: present, text: spell(present, spelling), varied: [...varied, 'spelling'] };
  };
};
