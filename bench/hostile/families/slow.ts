// Requests that come in crumbs and are whole in the end; connections that stall for good are the crowd (`crowd.ts`).
import { attack, type Dice, type Family, inCrumbs, lastWord, under } from '../attack.ts';
import { genuine, genuineOrder, pathOf } from '../messages.ts';

const path = pathOf('quota.query');
const split = (whole: Buffer): readonly [Buffer, Buffer] => {
  const at = whole.indexOf('\r\n\r\n') + 4;
  return [whole.subarray(0, at), whole.subarray(at)];
};
const dribbled = (dice: Dice) => genuine(dice, 'quota.query', '{}');

export const slow: Family = {
  name: 'slow-loris',
  share: 2,
  kinds: [
    {
      name: 'head byte by byte',
      make: (dice) => {
        const [head, body] = split(dribbled(dice));
        return attack('', { pieces: [...inCrumbs(head, 1), body], pace: 'crumbs' });
      },
    },
    {
      name: 'body byte by byte',
      make: (dice) => {
        const [head, body] = split(dribbled(dice));
        return attack('', { pieces: [head, ...inCrumbs(body, 1)], pace: 'crumbs' });
      },
    },
    {
      name: 'in crumbs',
      make: (dice) => attack('', { pieces: inCrumbs(genuineOrder(dice, { total: '0' }), 16), pace: 'crumbs' }),
    },
    {
      name: 'in crumbs through TLS',
      make: (dice) => attack('', { at: 'https', pieces: inCrumbs(genuineOrder(dice), 64), pace: 'crumbs' }),
    },
    {
      name: 'a chunk a byte',
      make: (dice) => {
        const [, body] = split(dribbled(dice));
        const head = `POST ${path} HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n`;
        const chunks = inCrumbs(body, 1).map((byte) =>
          Buffer.concat([Buffer.from('1\r\n'), byte, Buffer.from('\r\n')]),
        );
        return attack('', { pieces: [Buffer.from(head), ...chunks, Buffer.from('0\r\n\r\n')], pace: 'crumbs' });
      },
    },
    {
      name: 'header after header, then gone',
      make: (dice) => {
        const headers = Array.from({ length: 20 + under(dice, 60) }, (_, at) => Buffer.from(`X-${at}: a\r\n`));
        return lastWord('', { pieces: [Buffer.from(`POST ${path} HTTP/1.1\r\n`), ...headers], pace: 'crumbs' });
      },
    },
  ],
};
