// Many requests on one connection before any answer, with and without rubbish behind them.
import { type Attack, attack, bytes, type Dice, type Family, inCrumbs, lastWord, pick, under } from '../attack.ts';
import { genuine, genuineOrder, pathOf, payloadWith, post } from '../messages.ts';

const several = (dice: Dice, count: number): Buffer[] =>
  Array.from({ length: count }, () =>
    pick(dice, [
      () => genuineOrder(dice, { clerk: '' }),
      () => genuine(dice, 'quota.query', '{}'),
      () => payloadWith(dice, '"x"'),
      () => post(pathOf('quota.query'), '{}'),
      () => post('/nowhere', '{}'),
    ])(),
  );
const burst = (dice: Dice, count: number, change: Partial<Attack> = {}): Attack =>
  attack(Buffer.concat(several(dice, count)), { messages: count, until: count, ...change });

export const pipelined: Family = {
  name: 'pipelined',
  share: 2,
  kinds: [
    { name: 'two at once', make: (dice) => burst(dice, 2) },
    { name: 'twenty at once', make: (dice) => burst(dice, 20) },
    { name: 'twenty through TLS', make: (dice) => burst(dice, 20, { at: 'https' }) },
    {
      name: 'a hundred in crumbs',
      make: (dice) => burst(dice, 100, { pieces: inCrumbs(Buffer.concat(several(dice, 100)), 997), pace: 'crumbs' }),
    },
    {
      name: 'rubbish behind them',
      make: (dice) =>
        lastWord(Buffer.concat([...several(dice, 5), bytes(dice, 1 + under(dice, 200))]), { messages: 6 }),
    },
    { name: 'gone before the answers', make: (dice) => lastWord(Buffer.concat(several(dice, 10)), { messages: 10 }) },
    {
      name: 'the last one half',
      make: (dice) => lastWord(Buffer.concat(several(dice, 5)).subarray(0, -7), { messages: 5 }),
    },
    {
      name: 'the same bytes again',
      make: (dice) => {
        const [one = Buffer.alloc(0)] = several(dice, 1);
        return attack(Buffer.concat(Array.from({ length: 10 }, () => one)), { messages: 10, until: 10 });
      },
    },
  ],
};
