// Texts that are not UTF-8, or no texts at all: overlong, surrogates, NUL, byte order marks, UTF-16, GBK.
import iconv from 'iconv-lite';
import { attack, bytes, type Dice, type Family, pick } from '../attack.ts';
import { envelopeWith, genuine, messageWith, order, pathOf, payloadWith, post, seal } from '../messages.ts';

const path = pathOf('invoice.issue');
const quoted = (content: Buffer): Buffer => Buffer.concat([Buffer.from('"'), content, Buffer.from('"')]);

const badBytes: readonly Buffer[] = [
  [0xc0, 0xaf],
  [0xe0, 0x80, 0xaf],
  [0xf0, 0x80, 0x80, 0xaf],
  [0xc3, 0x28],
  [0xff, 0xfe],
  [0xed, 0xa0, 0x80],
  [0xed, 0xb0, 0x80, 0xed, 0xa0, 0x80],
  [0xf4, 0x90, 0x80, 0x80],
  [0xf8, 0x88, 0x80, 0x80, 0x80],
  [0x80],
  [0xe4, 0xb8],
].map((list) => Buffer.from(list));
const oddCharacters = [
  '\u0000',
  '\u0001',
  '\u001b[2J',
  '\u007f',
  '\u0085',
  '\u2028',
  '\u202e',
  '\u200b',
  '\ufeff',
  '\ufffe',
  '\u{10ffff}',
  'a\u0301'.repeat(100),
  '\n',
  '\r',
  '\t',
];
const surrogates = ['"\\ud800"', '"\\udfff\\ud800"', '"\\ud83d"', '"\\u0000"', '"\\uD83D\\u0000"'];
const encodings = ['utf-16le', 'utf-16be', 'utf-32', 'gbk', 'gb18030', 'shift_jis', 'utf7'];

const inOtherEncoding = (dice: Dice, text: string): Buffer =>
  iconv.encode(text, pick(dice, encodings), { addBOM: dice() < 0.5 });

export const badUtf8: Family = {
  name: 'bad UTF-8',
  share: 10,
  kinds: [
    { name: 'bad bytes in JSON', make: (dice) => attack(messageWith(dice, quoted(pick(dice, badBytes)))) },
    { name: 'bad bytes in XML', make: (dice) => attack(messageWith(dice, pick(dice, badBytes), 'xml')) },
    { name: 'random bytes for a text', make: (dice) => attack(payloadWith(dice, quoted(bytes(dice, 8)))) },
    { name: 'surrogates and NUL, escaped', make: (dice) => attack(messageWith(dice, pick(dice, surrogates))) },
    {
      name: 'odd characters in JSON',
      make: (dice) => attack(messageWith(dice, JSON.stringify(pick(dice, oddCharacters)))),
    },
    {
      name: 'odd characters in JSON, raw',
      make: (dice) => attack(messageWith(dice, `"${pick(dice, oddCharacters)}"`)),
    },
    { name: 'odd characters in XML', make: (dice) => attack(messageWith(dice, pick(dice, oddCharacters), 'xml')) },
    {
      name: 'character references of malice',
      make: (dice) =>
        attack(
          messageWith(
            dice,
            pick(dice, ['&#0;', '&#xD800;', '&#x110000;', '&#99999999999999999999;', '&#x;', '&#-1;', '&#xFFFE;']),
            'xml',
          ),
        ),
    },
    {
      name: 'a byte order mark',
      make: (dice) => attack(post(path, `\ufeff${JSON.stringify(seal(dice, 'invoice.issue', '{}'))}`)),
    },
    {
      name: 'a byte order mark in a payload',
      make: (dice) => attack(genuine(dice, 'invoice.issue', `\ufeff${JSON.stringify(order(dice))}`)),
    },
    {
      name: 'another encoding',
      make: (dice) => attack(post(path, inOtherEncoding(dice, JSON.stringify(seal(dice, 'invoice.issue', '{}'))))),
    },
    {
      name: 'another encoding in a payload',
      make: (dice) => attack(genuine(dice, 'invoice.issue', inOtherEncoding(dice, JSON.stringify(order(dice))))),
    },
    {
      name: 'a charset of malice',
      make: (dice) =>
        attack(
          post(
            path,
            envelopeWith(dice, '"x"'),
            pick(dice, [
              'application/json; charset=gbk',
              'application/xml; charset=utf-16',
              'application/json;;;',
              ';',
              'a/b/c',
              'multipart/form-data; boundary=',
            ]),
          ),
        ),
    },
  ],
};
