// At the TLS port: HTTP without TLS, rubbish in the form of records, handshakes that go half the way.
import { attack, bytes, type Dice, type Family, inCrumbs, lastWord, under } from '../attack.ts';
import { clientHello } from '../client-hello.ts';
import { genuineOrder, messageWith, pathOf, post } from '../messages.ts';

const at = 'tls-port' as const;
const hello = await clientHello();
const record = (type: number, content: Buffer): Buffer =>
  Buffer.concat([Buffer.from([type, 3, 1, content.length >> 8, content.length & 255]), content]);
const path = pathOf('invoice.issue');
const flipped = (dice: Dice): Buffer => {
  const changed = Buffer.from(hello);
  for (let change = 0; change <= under(dice, 5); change += 1)
    changed[5 + under(dice, hello.length - 5)] = under(dice, 256);
  return changed;
};

export const tlsDoor: Family = {
  name: 'TLS door',
  share: 4,
  kinds: [
    { name: 'HTTP without TLS', make: (dice) => lastWord(genuineOrder(dice), { at }) },
    { name: 'rubbish', make: (dice) => lastWord(bytes(dice, 1 + under(dice, 300)), { at }) },
    { name: 'a record of rubbish', make: (dice) => lastWord(record(22, bytes(dice, 1 + under(dice, 300))), { at }) },
    { name: 'an alert first', make: () => lastWord(record(21, Buffer.from([2, 40])), { at }) },
    { name: 'data before the handshake', make: (dice) => lastWord(record(23, bytes(dice, 40)), { at }) },
    {
      name: 'a record that is too long',
      make: (dice) => lastWord(Buffer.concat([Buffer.from([22, 3, 1, 255, 255]), bytes(dice, 100)]), { at }),
    },
    {
      name: 'the hello of SSL 2',
      make: () =>
        lastWord(Buffer.from('802e0100020015000000100100800200800300800400800500800600400700c0', 'hex'), { at }),
    },
    { name: 'half a hello', make: (dice) => lastWord(hello.subarray(0, 1 + under(dice, hello.length - 1)), { at }) },
    { name: 'a hello and gone', make: () => lastWord(hello, { at }) },
    { name: 'a hello, then rubbish', make: (dice) => lastWord(Buffer.concat([hello, bytes(dice, 100)]), { at }) },
    { name: 'a changed hello', make: (dice) => lastWord(flipped(dice), { at }) },
    {
      name: 'a hello in crumbs',
      make: () => lastWord('', { at, pieces: inCrumbs(hello, 16), pace: 'crumbs' }),
    },
    {
      name: 'a hostile message through TLS',
      make: (dice) => attack(messageWith(dice, '{"__proto__":[1e400]}'), { at: 'https' }),
    },
    {
      name: 'half a message through TLS',
      make: (dice) => lastWord(genuineOrder(dice).subarray(0, -20), { at: 'https' }),
    },
    { name: 'no HTTP through TLS', make: (dice) => lastWord(bytes(dice, 1 + under(dice, 300)), { at: 'https' }) },
    {
      name: 'an oversized head through TLS',
      make: () => lastWord(`POST ${path} HTTP/1.1\r\nX: ${'x'.repeat(50_000)}\r\n\r\n`, { at: 'https' }),
    },
    {
      name: 'bytes that are no JSON through TLS',
      make: (dice) => attack(post(path, bytes(dice, 500)), { at: 'https' }),
    },
  ],
};
