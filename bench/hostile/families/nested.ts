// JSON and XML nested beyond any message of the interface.
import { attack, type Dice, type Family, pick, under } from '../attack.ts';
import { envelopeWith, genuine, pathOf, payloadWith, post } from '../messages.ts';

const nest = (depth: number, [open, close]: readonly [string, string]): string =>
  open.repeat(depth) + close.repeat(depth);
const depth = (dice: Dice): number => pick(dice, [31, 32, 33, 64, 1000, 5000 + under(dice, 30_000)]);
const arrays = ['[', ']'] as const;
const objects = ['{"a":', '}'] as const;
const elements = ['<a>', '</a>'] as const;
const members = (dice: Dice): string => {
  const deep = depth(dice);
  return `${objects[0].repeat(deep)}1${objects[1].repeat(deep)}`;
};
const path = pathOf('invoice.issue');

export const nested: Family = {
  name: 'deeply nested',
  share: 10,
  kinds: [
    { name: 'arrays', make: (dice) => attack(post(path, nest(depth(dice), arrays))) },
    { name: 'objects', make: (dice) => attack(post(path, members(dice))) },
    { name: 'elements', make: (dice) => attack(post(path, nest(depth(dice), elements), 'application/xml')) },
    { name: 'arrays that never end', make: (dice) => attack(post(path, '['.repeat(depth(dice) * 2))) },
    {
      name: 'elements that never end',
      make: (dice) => attack(post(path, '<a>'.repeat(depth(dice)), 'application/xml')),
    },
    { name: 'arrays for a member', make: (dice) => attack(envelopeWith(dice, nest(depth(dice), arrays))) },
    { name: 'elements for a member', make: (dice) => attack(envelopeWith(dice, nest(depth(dice), elements), 'xml')) },
    { name: 'arrays in a payload', make: (dice) => attack(payloadWith(dice, nest(depth(dice), arrays))) },
    { name: 'objects in a payload', make: (dice) => attack(payloadWith(dice, members(dice))) },
    { name: 'elements in a payload', make: (dice) => attack(payloadWith(dice, nest(depth(dice), elements), 'xml')) },
    {
      name: 'lines of lines',
      make: (dice) => attack(payloadWith(dice, nest(depth(dice), ['<lines><line>', '</line></lines>']), 'xml')),
    },
    { name: 'a payload of arrays', make: (dice) => attack(genuine(dice, 'invoice.issue', nest(depth(dice), arrays))) },
    {
      name: 'a payload of elements',
      make: (dice) => attack(genuine(dice, 'invoice.issue', nest(depth(dice), ['<payload>', '</payload>']), 'xml')),
    },
  ],
};
