// Messages that break off: in the head, in the body, in the JSON or XML, in the encrypted payload.

import { writeMessage } from '../../../protocol/envelope.ts';
import { writePayload } from '../../../protocol/payload.ts';
import { attack, type Dice, type Family, lastWord, under } from '../attack.ts';
import { genuine, genuineOrder, order, pathOf, post, seal } from '../messages.ts';

const cut = (dice: Dice, whole: Buffer): Buffer => whole.subarray(0, under(dice, whole.length));
const headLength = (whole: Buffer): number => whole.indexOf('\r\n\r\n') + 4;
const path = pathOf('invoice.issue');
const name = 'invoice.issue';

export const truncated: Family = {
  name: 'truncated',
  share: 10,
  kinds: [
    {
      name: 'within the head',
      make: (dice) => {
        const whole = genuineOrder(dice);
        return lastWord(cut(dice, whole.subarray(0, headLength(whole))));
      },
    },
    {
      name: 'within the body',
      make: (dice) => {
        const whole = genuineOrder(dice);
        return lastWord(whole.subarray(0, headLength(whole) + under(dice, whole.length - headLength(whole))));
      },
    },
    {
      name: 'within a chunk',
      make: (dice) =>
        lastWord(
          cut(
            dice,
            Buffer.from(
              `POST ${path} HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n{"a":\r\n6\r\n"bcde"`,
            ),
          ),
        ),
    },
    {
      name: 'JSON',
      make: (dice) =>
        attack(post(path, cut(dice, Buffer.from(JSON.stringify(seal(dice, name, JSON.stringify(order(dice)))))))),
    },
    {
      name: 'XML',
      make: (dice) =>
        attack(
          post(
            path,
            cut(dice, Buffer.from(writeMessage(seal(dice, name, writePayload(order(dice), 'xml')), 'request', 'xml'))),
            'application/xml',
          ),
        ),
    },
    {
      name: 'JSON of a payload',
      make: (dice) => attack(genuine(dice, name, cut(dice, Buffer.from(JSON.stringify(order(dice)))))),
    },
    {
      name: 'XML of a payload',
      make: (dice) => attack(genuine(dice, name, cut(dice, Buffer.from(writePayload(order(dice), 'xml'))), 'xml')),
    },
    {
      name: 'encrypted data',
      make: (dice) => {
        const message = seal(dice, name, JSON.stringify(order(dice)));
        return attack(post(path, JSON.stringify({ ...message, data: message['data']?.slice(0, under(dice, 200)) })));
      },
    },
  ],
};
