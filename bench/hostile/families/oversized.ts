// Messages that are too large: bodies over 4 MiB with, without and with a false length, heads, and large payloads that are genuine.
import { attack, type Dice, type Family, lastWord, under } from '../attack.ts';
import { genuine, genuineOrder, order, pathOf, post } from '../messages.ts';

const limit = 4 * 1024 * 1024;
const path = pathOf('invoice.issue');
const chunk = Buffer.concat([Buffer.from('10000\r\n'), Buffer.alloc(0x10000, 0x20), Buffer.from('\r\n')]);

const chunked = (chunks: number): Buffer =>
  Buffer.concat([
    Buffer.from(`POST ${path} HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n`),
    ...Array.from({ length: chunks }, () => chunk),
    Buffer.from('0\r\n\r\n'),
  ]);

/** As large as a genuine message can be: base64 makes four bytes of three. */
const largeText = (dice: Dice): string => '万'.repeat(900_000 + under(dice, 100_000));

export const oversized: Family = {
  name: 'oversized',
  share: 0.3,
  kinds: [
    { name: 'one byte over 4 MiB', make: () => attack(post(path, Buffer.alloc(limit + 1, 0x20))) },
    { name: 'in chunks over 4 MiB', make: () => attack(chunked(65)) },
    { name: 'in chunks without an end', make: () => lastWord(chunked(80).subarray(0, -5)) },
    { name: 'far over 4 MiB', make: (dice) => attack(post(path, Buffer.alloc(limit + under(dice, limit), 0x7b))) },
    {
      name: 'a length of terabytes',
      make: () =>
        lastWord(`POST ${path} HTTP/1.1\r\nHost: x\r\nContent-Length: 9999999999999\r\n\r\n{"a":"${'x'.repeat(1000)}`),
    },
    {
      name: 'an oversized head',
      make: (dice) => lastWord(`POST ${path} HTTP/1.1\r\nX: ${'x'.repeat(17_000 + under(dice, 90_000))}\r\n\r\n`),
    },
    { name: 'thousands of headers', make: () => lastWord(`POST ${path} HTTP/1.1\r\n${'a: b\r\n'.repeat(3000)}\r\n`) },
    { name: 'an oversized path', make: () => lastWord(`POST /${'x'.repeat(20_000)} HTTP/1.1\r\nHost: x\r\n\r\n`) },
    { name: 'exactly 4 MiB of blanks', make: () => attack(post(path, Buffer.alloc(limit, 0x20))) },
    { name: 'a payload of megabytes', make: (dice) => attack(genuineOrder(dice, { remark: largeText(dice) })) },
    {
      name: 'a further member of megabytes',
      make: (dice) => attack(genuine(dice, 'quota.query', JSON.stringify({ further: largeText(dice) }))),
    },
    {
      name: 'more lines than allowed',
      make: (dice) =>
        attack(
          genuineOrder(dice, { lines: Array.from({ length: 2001 + under(dice, 8000) }, () => order(dice).lines[0]) }),
        ),
    },
    {
      name: 'a million empty entries',
      make: (dice) =>
        attack(
          genuine(
            dice,
            'invoice.issue',
            JSON.stringify(order(dice)).replace(/"lines":\[.*\],/, `"lines":[${'{},'.repeat(999_999)}{}],`),
          ),
        ),
    },
    {
      name: 'members without end',
      make: (dice) =>
        attack(
          post(path, `{${Array.from({ length: 100_000 }, (_, at) => `"m${at}":"${under(dice, 10)}"`).join(',')}}`),
        ),
    },
    {
      name: 'members without end in a payload',
      make: (dice) =>
        attack(
          genuine(
            dice,
            'invoice.issue',
            `{${Array.from({ length: 100_000 }, (_, at) => `"m${at}":${under(dice, 10)}`).join(',')}}`,
          ),
        ),
    },
  ],
};
