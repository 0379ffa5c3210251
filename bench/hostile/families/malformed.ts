// Messages that are none: no HTTP, no JSON, no XML, no envelope, no payload.
import { attack, bytes, type Family, hex, lastWord, pick, under } from '../attack.ts';
import { genuine, genuineOrder, messageWith, order, pathOf, payloadWith, post, seal } from '../messages.ts';

const odd = ['[]', '"x"', '1', 'null', 'true', '', ' ', '{', '}', '{}{}', '{"a":1,}', "{'a':1}", '//', '\ufeff{}'];
const oddXml = [
  '<',
  '</',
  '<a',
  '<a>',
  '<a></b>',
  '<a/><b/>',
  '&',
  '&;',
  '&#;',
  ']]>',
  '<![CDATA[',
  '<!--',
  '<?',
  '<a b=1>',
];
const path = pathOf('invoice.issue');

export const malformed: Family = {
  name: 'malformed',
  share: 12,
  kinds: [
    { name: 'no HTTP', make: (dice) => lastWord(bytes(dice, 1 + under(dice, 400))) },
    { name: 'random bytes as body', make: (dice) => attack(post(path, bytes(dice, 1 + under(dice, 2000)))) },
    {
      name: 'random bytes as payload',
      make: (dice) => attack(genuine(dice, 'invoice.issue', bytes(dice, under(dice, 2000)))),
    },
    {
      name: 'a flipped byte',
      make: (dice) => {
        const whole = Buffer.from(JSON.stringify(seal(dice, 'invoice.issue', JSON.stringify(order(dice)))));
        whole[under(dice, whole.length)] = under(dice, 256);
        return attack(post(path, whole));
      },
    },
    {
      name: 'a flipped byte in the payload',
      make: (dice) => {
        const whole = Buffer.from(JSON.stringify(order(dice)));
        whole[under(dice, whole.length)] = under(dice, 256);
        return attack(genuine(dice, 'invoice.issue', whole));
      },
    },
    { name: 'odd JSON for a value', make: (dice) => attack(messageWith(dice, pick(dice, odd))) },
    { name: 'odd JSON for a payload', make: (dice) => attack(genuine(dice, 'invoice.issue', pick(dice, odd))) },
    { name: 'odd XML for a value', make: (dice) => attack(messageWith(dice, pick(dice, oddXml), 'xml')) },
    {
      name: 'odd XML for a payload',
      make: (dice) => attack(genuine(dice, 'invoice.issue', pick(dice, oddXml), 'xml')),
    },
    {
      name: 'another shape for a value',
      make: (dice) =>
        attack(
          payloadWith(
            dice,
            pick(dice, ['{}', '[[]]', '[null]', '[1]', '{"length":2000000000}', 'false', '{"toJSON":1}']),
          ),
        ),
    },
    {
      name: 'lines that are none',
      make: (dice) =>
        attack(genuineOrder(dice, { lines: pick(dice, [null, 'x', {}, [null], [[]], [1], 7, [{ name: {} }]]) })),
    },
    {
      name: 'parties that are none',
      make: (dice) =>
        attack(genuineOrder(dice, { seller: pick(dice, [null, 'x', [], 1]), buyer: pick(dice, ['', 0, [[]]]) })),
    },
    {
      name: 'an order number of malice',
      make: (dice) =>
        attack(
          genuineOrder(dice, {
            orderNo: pick(dice, ["' OR 1=1 --", '../../etc', '%00', '-', '\u0000', 'x'.repeat(5000)]),
          }),
        ),
    },
    {
      name: 'a path of malice',
      make: (dice) =>
        attack(
          post(
            pick(dice, [
              `/t/${hex(dice, 4)}%2e%2e/test/v1/invoice.issue`,
              '/%00',
              '/../../etc/passwd',
              '//',
              '/t/',
              '/t/default',
              '/%',
              '/%c0%ae/',
              `/${'a/'.repeat(3000)}`,
              '/test/v1/__proto__',
              '/test/v1/constructor',
              '/documents/../x.pdf',
              '/documents/%2e%2e',
              'http://x/test/v1/quota.query',
              '*',
            ]),
            '{}',
          ),
        ),
    },
    {
      name: 'another method',
      make: (dice) =>
        attack(
          `${pick(dice, ['GET', 'PUT', 'DELETE', 'OPTIONS', 'PATCH', 'TRACE', 'PURGE'])} ${path} HTTP/1.1\r\nHost: x\r\n\r\n`,
        ),
    },
  ],
};
