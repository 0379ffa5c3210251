// Orders on disk: atomic, and nothing in the folder is silently passed over (C-15).
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createFileStore } from '../../../client/store/file-store.ts';
import type { StoredDeed } from '../../../client/store/store.ts';
import { sampleOrder } from '../sample-order.ts';

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'orders-'));
});
afterEach(() => rm(folder, { recursive: true }));

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
    await createFileStore(join(folder, 'new')).save(stored('SO-1'));
    expect(await createFileStore(join(folder, 'new')).find('SO-1')).toEqual(stored('SO-1'));
  });

  it('gives back who joined a deed, until they part, also to the next process', async () => {
    const [one, other] = [
      { key: 'SO-1', commandId: 'c'.repeat(300) },
      { key: 'SO-1', commandId: 'c3' },
    ];
    const store = createFileStore(folder);
    await Promise.all([store.join(one), store.join(other)]);
    await store.join(other);
    expect(await createFileStore(folder).joined()).toEqual(expect.arrayContaining([one, other]));
    await store.part(one);
    expect(await createFileStore(folder).joined()).toEqual([other]);
    expect(await store.list()).toEqual([]);
  });

  it('finds nothing where nothing was saved', async () => {
    const store = createFileStore(join(folder, 'never made'));
    expect([await store.find('SO-1'), await store.list()]).toEqual([null, []]);
    await store.forget('SO-1');
  });

  it('lists the oldest first and tells order numbers apart that differ by case', async () => {
    const store = createFileStore(folder);
    for (const [at, orderNo] of ['so', 'SO', '-_'].entries()) await store.save(stored(orderNo, 9 - at));
    expect((await store.list()).map(({ key }) => key)).toEqual(['-_', 'SO', 'so']);
  });

  it('replaces and forgets, leaving no draft behind', async () => {
    const store = createFileStore(folder);
    await store.save(stored('SO-1'));
    await store.save({ ...stored('SO-1'), attempts: 2 });
    expect(await store.list()).toEqual([{ ...stored('SO-1'), attempts: 2 }]);
    await store.forget('SO-1');
    expect(await readdir(folder)).toEqual([]);
  });

  it.each(['{"half', '{"orderNo":"SO-1"}', 'null'])('refuses a file that holds %s, by name', async (content) => {
    const store = createFileStore(folder);
    await store.save(stored('SO-1'));
    const [name = ''] = await readdir(folder);
    await writeFile(join(folder, name), content);
    await expect(store.list()).rejects.toThrow(join(folder, name));
  });

  it('passes over the draft of a save that a kill cut off', async () => {
    await writeFile(join(folder, '534f2d31.deed.json.draft'), '{"half');
    expect(await createFileStore(folder).list()).toEqual([]);
  });
});
