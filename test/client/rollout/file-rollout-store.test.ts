// A rollout outlives its process: the share, and which way each order has gone (D-6).
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createFileRolloutStore } from '../../../client/rollout/file-rollout-store.ts';
import { sampleOrder } from '../sample-order.ts';
import { createTaxpayer, endOf } from '../taxpayer.ts';

const order = sampleOrder();
let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'rollout-'));
});
afterEach(() => rm(folder, { recursive: true }));

const start = () => createTaxpayer([], { rollout: { store: createFileRolloutStore(folder) } });

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

describe('a folder of something else', () => {
  it.each(['{"half', '{}', '{"share":"0.1","salt":"a","decisions":[]}'])(
    'is refused, never taken for none: %s',
    async (text) => {
      await writeFile(join(folder, 'rollout.json'), text);
      await expect(start().client.issue(order)).rejects.toMatchObject({ name: 'StoreUnreadable' });
    },
  );

  it('is refused for an order whose way cannot be read', async () => {
    await start().client.issue(order);
    const [name] = await readdir(join(folder, 'rollout'));
    await writeFile(join(folder, 'rollout', name ?? ''), 'aut');
    await expect(start().client.issue(order)).rejects.toMatchObject({ name: 'StoreUnreadable' });
  });
});
