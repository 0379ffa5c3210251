// Members that would become part of every object, or stand twice: in the envelope, in payloads, at the control port.
import { writeMessage } from '../../../protocol/envelope.ts';
import { attack, type Dice, type Family, hex, pick } from '../attack.ts';
import { control, controlResource } from '../control-request.ts';
import { genuine, messageWith, order, pathOf, post, seal } from '../messages.ts';

const path = pathOf('invoice.issue');
const poison = (dice: Dice): string =>
  pick(dice, [
    '{"__proto__":{"orderNo":"x","isAdmin":"1"}}',
    '{"constructor":{"prototype":{"amount":"0.00"}}}',
    '{"__proto__":null}',
    '{"__proto__":[],"length":"9"}',
    '{"toString":"x","valueOf":"y","hasOwnProperty":"z"}',
    '{"__defineGetter__":"x","__lookupSetter__":"y"}',
  ]);
const words = ['__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty', 'valueOf', 'then'];

/** The object's text with one member more in front: it may be the second of its name. */
const withMember = (dice: Dice, text: string, value: string): string =>
  text.replace('{', `{"${pick(dice, words)}":${value},`);
const repeating = (dice: Dice, text: string): string => {
  const names = [...text.matchAll(/"(\w+)":/g)].map((match) => match[1] ?? '');
  const name = pick(dice, names);
  const spelt = dice() < 0.5 ? name : `\\u00${name.charCodeAt(0).toString(16)}${name.slice(1)}`;
  return text.replace(`"${name}":`, `"${spelt}":"${hex(dice, 3)}","${name}":`);
};

export const prototypes: Family = {
  name: 'prototype pollution',
  share: 10,
  kinds: [
    { name: 'an envelope of them', make: (dice) => attack(post(path, poison(dice))) },
    { name: 'for a value', make: (dice) => attack(messageWith(dice, poison(dice))) },
    { name: 'a name for a text', make: (dice) => attack(messageWith(dice, JSON.stringify(pick(dice, words)))) },
    {
      name: 'beside the members of an envelope',
      make: (dice) =>
        attack(post(path, withMember(dice, JSON.stringify(seal(dice, 'invoice.issue', '{}')), poison(dice)))),
    },
    {
      name: 'a signed member of an envelope',
      make: (dice) => {
        const further = Object.fromEntries([[pick(dice, words), hex(dice, 4)]]);
        return attack(
          post(
            path,
            writeMessage(seal(dice, 'invoice.issue', JSON.stringify(order(dice)), further), 'request', 'json'),
          ),
        );
      },
    },
    {
      name: 'a payload of them',
      make: (dice) => attack(genuine(dice, pick(dice, ['invoice.issue', 'invoice.query', 'red.apply']), poison(dice))),
    },
    {
      name: 'beside the members of a payload',
      make: (dice) =>
        attack(genuine(dice, 'invoice.issue', withMember(dice, JSON.stringify(order(dice)), poison(dice)))),
    },
    {
      name: 'in a line',
      make: (dice) =>
        attack(
          genuine(
            dice,
            'invoice.issue',
            JSON.stringify(order(dice)).replace('"lines":[{', `"lines":[{"__proto__":${poison(dice)},`),
          ),
        ),
    },
    {
      name: 'XML elements of a payload',
      make: (dice) =>
        attack(
          genuine(
            dice,
            'invoice.issue',
            `<payload><__proto__><orderNo>x</orderNo></__proto__><${pick(dice, ['constructor', 'toString'])}/><lines><line><__proto__/></line></lines></payload>`,
            'xml',
          ),
        ),
    },
    {
      name: 'a repeated member of an envelope',
      make: (dice) => attack(post(path, repeating(dice, JSON.stringify(seal(dice, 'invoice.issue', '{}'))))),
    },
    {
      name: 'a repeated member of a payload',
      make: (dice) => attack(genuine(dice, 'invoice.issue', repeating(dice, JSON.stringify(order(dice))))),
    },
    {
      name: 'at the control port',
      make: (dice) => attack(control(controlResource(dice), poison(dice)), { at: 'control' }),
    },
  ],
};
