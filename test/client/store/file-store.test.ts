// Orders on disk, and nothing of them is silently passed over (C-15).
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createFileStore } from '../../../client/store/file-store.ts';
import { createJournal, StoreUnreadable } from '../../../client/store/journal.ts';
import type { StoredDeed } from '../../../client/store/store.ts';
import { sampleOrder } from '../sample-order.ts';

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'orders-'));
});
afterEach(() => rm(folder, { recursive: true }));

const openStore = (name = '') => createFileStore(createJournal(join(folder, name)));

const stored = (key: string, begunAtMs = 1): StoredDeed => ({
  kind: 'issue',
  key,
  commandId: 'c1',
  payload: sampleOrder(key),
  state: 'open',
  begunAtMs,
  attempts: 0,
  polling: null,
  sheet: null,
});

describe('the file store', () => {
  it('gives back what was saved, also to the next process', async () => {
    await openStore('new').save(stored('SO-1'));
    expect(await openStore('new').find('SO-1')).toEqual(stored('SO-1'));
  });

  it('gives back who joined a deed, until they part, also to the next process', async () => {
    const [one, other] = [
      { key: 'SO-1', commandId: 'c'.repeat(300) },
      { key: 'SO-1', commandId: 'c3' },
    ];
    const store = openStore();
    await Promise.all([store.join(one), store.join(other)]);
    await store.join(other);
    expect(await openStore().joined()).toEqual(expect.arrayContaining([one, other]));
    await store.part(one);
    expect(await openStore().joined()).toEqual([other]);
    expect(await store.list()).toEqual([]);
  });

  it('finds nothing where nothing was saved', async () => {
    const store = openStore('never made');
    expect([await store.find('SO-1'), await store.list()]).toEqual([null, []]);
    await store.forget('SO-1');
  });

  it('lists the oldest first and tells order numbers apart that differ by case', async () => {
    const store = openStore();
    for (const [at, orderNo] of ['so', 'SO', '-_'].entries()) await store.save(stored(orderNo, 9 - at));
    expect((await store.list()).map(({ key }) => key)).toEqual(['-_', 'SO', 'so']);
  });

  it('replaces and forgets, also for the next process', async () => {
    const store = openStore();
    await store.save(stored('SO-1'));
    await store.save({ ...stored('SO-1'), attempts: 2 });
    expect(await store.list()).toEqual([{ ...stored('SO-1'), attempts: 2 }]);
    expect(await openStore().list()).toEqual([{ ...stored('SO-1'), attempts: 2 }]);
    await store.forget('SO-1');
    expect([await store.list(), await openStore().list()]).toEqual([[], []]);
  });

  it('refuses what is no deed', async () => {
    await createJournal(folder)
      .shelf('deed', (value): value is object => typeof value === 'object')
      .put('SO-1', { key: 'SO-1' });
    await expect(openStore().list()).rejects.toThrow(StoreUnreadable);
    await expect(openStore().find('SO-1')).rejects.toThrow('deed SO-1');
  });
});
