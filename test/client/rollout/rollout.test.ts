// An order is issued here or left to the old path, never both, while the share grows, shrinks and is killed (G-1 to G-3).
import { beforeEach, describe, expect, it } from 'vitest';
import { createMemoryRolloutStore, type RolloutStore } from '../../../client/rollout/rollout-store.ts';
import { bucketOf } from '../../../protocol/rollout-bucket.ts';
import type { Reply } from '../fake-bureau.ts';
import { invoiceOf, sampleOrder } from '../sample-order.ts';
import { askedOf, createTaxpayer, endOf } from '../taxpayer.ts';

const salt = 'launch';

/** The first order whose bucket is one of those wanted. */
const orderIn = (from: number, below: number) => {
  for (let number = 0; ; number += 1) {
    const orderNo = `SO-${number}`;
    const bucket = bucketOf(salt, orderNo);
    if (bucket >= from && bucket < below) return { ...sampleOrder(), orderNo };
  }
};
const early = orderIn(0, 1000);
const middle = orderIn(1000, 5000);
const late = orderIn(9000, 10_000);

let store: RolloutStore;
beforeEach(() => {
  store = createMemoryRolloutStore();
});

/** A taxpayer whose old path writes down what it was left. */
const begin = (...script: Reply[]) => {
  const left: unknown[] = [];
  const oldPath = ({ orderNo }: Readonly<Record<string, unknown>>) => void left.push(orderNo);
  return { ...createTaxpayer(script, { rollout: { store, oldPath } }), left };
};

describe('a share', () => {
  it('divides the orders by their buckets, and hands the others to the old path', async () => {
    const { client, left, bureau } = begin();
    await client.rollout({ share: '0.1', salt });
    expect([await endOf(client.issue(early)), await endOf(client.issue(middle))]).toEqual(['issued', 'manual']);
    expect([askedOf(bureau), left]).toEqual(['issue', [middle.orderNo]]);
  });

  it.each([
    ['is no member of its own bucket number', 0, 'manual'],
    ['is a member one ten-thousandth above', 1, 'issued'],
  ])('%s', async (_sentence, more, end) => {
    const { client } = begin();
    await client.rollout({ share: `0.${String(bucketOf(salt, middle.orderNo) + more).padStart(4, '0')}`, salt });
    expect(await endOf(client.issue(middle))).toBe(end);
  });

  it('is ten per cent where none is named', async () => {
    const { client } = begin();
    expect(await client.rollout({ salt })).toMatchObject({ outcome: 'done', share: '0.1' });
  });

  it.each([
    { share: '0.12345', salt },
    { share: '1.1', salt },
    { share: '-0.1', salt },
  ])('of another form is refused and changes nothing: $share', async (wish) => {
    const { client } = begin();
    await client.rollout({ share: '0.5', salt });
    await expect(client.rollout(wish)).rejects.toMatchObject({ name: 'RefusedLocally', errors: [{ field: '/share' }] });
    expect([await endOf(client.issue(middle)), await endOf(client.issue(late))]).toEqual(['issued', 'manual']);
  });

  it('is told with everything that led to it', async () => {
    const { client } = begin();
    await client.rollout({ share: '0.1000', salt });
    const { share, decisions } = await client.rollout({ kill: true });
    expect(share).toBe('0');
    expect(decisions.map(({ from, to, reason }) => [from, to, reason])).toEqual([
      [null, '0.1', 'commanded'],
      ['0.1', '0', 'killed'],
    ]);
  });

  it('cannot be set where the option was not given', async () => {
    const { client } = createTaxpayer();
    await expect(client.rollout({ salt })).rejects.toThrow(/option rollout/);
  });

  it('leaves an order without a number to the pre-check', async () => {
    const { client } = begin();
    await client.rollout({ kill: true });
    expect(await endOf(client.issue({ ...early, orderNo: '' }))).toBe('RefusedLocally');
  });
});

describe('an order begun automatically', () => {
  it('is finished at share 0', async () => {
    const { client, bureau, left } = begin('reset', { code: '4004' });
    const begun = endOf(client.issue(early));
    const stopped = client.rollout({ kill: true });
    expect([await begun, (await stopped).share]).toEqual(['issued', '0']);
    expect([askedOf(bureau), left]).toEqual(['issue query issue', []]);
  });

  it('is joined by a second command at share 0, and a new order is not begun', async () => {
    const { client, left } = begin('reset', { code: '4004' });
    await client.rollout({ share: '1', salt });
    const first = endOf(client.issue(early));
    await client.rollout({ kill: true });
    const ends = await Promise.all([first, endOf(client.issue(early)), endOf(client.issue(middle))]);
    expect([ends, left]).toEqual([['issued', 'issued', 'manual'], [middle.orderNo]]);
  });

  it('and issued is never left to the old path, not even one of before the rollout', async () => {
    const { client, left } = begin({ code: '0000', data: invoiceOf(early) }, { code: '4001', data: invoiceOf(early) });
    await client.issue(early);
    await client.rollout({ share: '0', salt });
    expect([await endOf(client.issue(early)), left]).toEqual(['issued', []]);
  });

  it('and handed over as unknown is not left to the old path either', async () => {
    const { client, left } = begin('reset', 'reset', 'reset', 'reset', { code: '0000', data: invoiceOf(early) });
    const first = await endOf(client.issue(early));
    await client.rollout({ kill: true });
    expect([first, await endOf(client.issue(early)), left]).toEqual(['OutcomeUnknown', 'issued', []]);
  });

  it('and definitively refused goes by the share again', async () => {
    const { client, left } = begin({ code: '1001' });
    const first = await endOf(client.issue(early));
    await client.rollout({ kill: true });
    expect([first, await endOf(client.issue(early)), left]).toEqual(['RepairOrder', 'manual', [early.orderNo]]);
  });

  it('and issued stays here after a later command for it was refused', async () => {
    const { client, left } = begin({ code: '0000', data: invoiceOf(early) }, { code: '2001' });
    await client.issue(early);
    const again = await endOf(client.issue(early));
    await client.rollout({ kill: true });
    expect([again, await endOf(client.issue(early)), left]).toEqual(['StopAndTellPerson', 'issued', []]);
  });
});

describe('an order left to the old path', () => {
  it('stays there at a larger share and another salt, and is handed over each time', async () => {
    const { client, bureau, left } = begin();
    await client.rollout({ share: '0.1', salt });
    await client.issue(middle);
    await client.rollout({ share: '1', salt: 'another' });
    expect(await endOf(client.issue(middle))).toBe('manual');
    expect([askedOf(bureau), left]).toEqual(['', [middle.orderNo, middle.orderNo]]);
  });

  it('is left there whatever is wrong with it', async () => {
    const { client, left } = begin();
    await client.rollout({ kill: true });
    expect([await endOf(client.issue({ ...early, clerk: '' })), left]).toEqual(['manual', [early.orderNo]]);
  });

  it('fails when the old path does, and stays with it', async () => {
    const oldPath = () => Promise.reject(new Error('the old path is closed'));
    const { client } = createTaxpayer([], { rollout: { store, oldPath } });
    await client.rollout({ kill: true });
    await expect(client.issue(early)).rejects.toThrow('the old path is closed');
    expect(await store.findPath(early.orderNo)).toBe('old');
  });
});
