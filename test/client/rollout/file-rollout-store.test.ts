// A rollout outlives its process: the share, and which way each order has gone (D-6).
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createFileRolloutStore } from '../../../client/rollout/file-rollout-store.ts';
import { createJournal } from '../../../client/store/journal.ts';
import { sampleOrder } from '../sample-order.ts';
import { createTaxpayer, endOf } from '../taxpayer.ts';

const order = sampleOrder();
let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'rollout-'));
});
afterEach(() => rm(folder, { recursive: true }));

const start = () => createTaxpayer([], { rollout: { store: createFileRolloutStore(createJournal(folder)) } });

describe('after a restart', () => {
  it('the share is the one before', async () => {
    await start().client.rollout({ kill: true });
    expect(await endOf(start().client.issue(order))).toBe('manual');
  });

  it('the decisions go on', async () => {
    await start().client.rollout({ share: '0.3', salt: 'a' });
    const { decisions } = await start().client.rollout({ kill: true });
    expect(decisions.map(({ to }) => to)).toEqual(['0.3', '0']);
  });

  it('an issued order is not left to the old path', async () => {
    await start().client.issue(order);
    const { client } = start();
    await client.rollout({ kill: true });
    expect(await endOf(client.issue(order))).toBe('issued');
  });

  it('an order left to the old path is not issued', async () => {
    const { client } = start();
    await client.rollout({ kill: true });
    await client.issue(order);
    const next = start();
    await next.client.rollout({ share: '1', salt: 'a' });
    expect(await endOf(next.client.issue(order))).toBe('manual');
  });
});

describe('a journal of something else', () => {
  const put = (shelf: string, key: string, value: unknown) =>
    createJournal(folder)
      .shelf(shelf, (_value): _value is unknown => true)
      .put(key, value);

  it.each([{}, { share: '0.1', salt: 'a', decisions: [] }, 'half'])(
    'is refused, never taken for no rollout: %j',
    async (state) => {
      await put('rollout', 'share', state);
      await expect(start().client.issue(order)).rejects.toMatchObject({ name: 'StoreUnreadable' });
    },
  );

  it('is refused for an order whose way cannot be read', async () => {
    await put('path', order.orderNo, 'aut');
    await expect(start().client.issue(order)).rejects.toMatchObject({ name: 'StoreUnreadable' });
  });
});
