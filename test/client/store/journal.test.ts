// What was put into the journal is there after a kill, and nothing in its file is silently passed over (C-15).
import { appendFile, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createJournal, StoreUnreadable } from '../../../client/store/journal.ts';

let folder: string;
const path = () => join(folder, 'journal.ndjson');

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'journal-'));
});
afterEach(() => rm(folder, { recursive: true }));

const isText = (value: unknown): value is string => typeof value === 'string';
const open = (shelf = 'words') => createJournal(folder).shelf(shelf, isText);

it('gives the next process what was put last, and not what was dropped', async () => {
  const words = open();
  await words.put('a', 'one');
  await words.put('b', 'two');
  await words.put('a', 'three');
  await words.drop('b');
  expect([await words.all(), await open().all(), await open().get('b')]).toEqual([['three'], ['three'], null]);
});

it('keeps shelves apart', async () => {
  await open('words').put('a', 'one');
  await open('names').put('a', 'other');
  expect(await open('words').all()).toEqual(['one']);
});

it('is read by its owner only', async () => {
  await open().put('a', 'one');
  expect((await stat(path())).mode & 0o777).toBe(0o600);
});

it('keeps what is put at the same time', async () => {
  const words = open();
  const names = ['a', 'b', 'c', 'd'];
  await Promise.all(names.map((name) => words.put(name, name)));
  expect(await open().all()).toEqual(names);
});

it('lets go of half a line that a kill left, and writes on', async () => {
  await open().put('a', 'one');
  await appendFile(path(), '{"shelf":"words","key":"b"');
  expect(await open().all()).toEqual(['one']);
  await open().put('c', 'three');
  expect(await open().all()).toEqual(['one', 'three']);
});

it.each(['null', '{"orderNo":"SO-1"}', '{"shelf":"words","key":"a"}', 'gone'])(
  'refuses a file that holds %s, by name and line',
  async (line) => {
    await open().put('a', 'one');
    await appendFile(path(), `${line}\n`);
    await expect(open().put('b', 'two')).rejects.toThrow(`line 2 of ${path()}`);
  },
);

it('refuses what is not of the kind that is asked for', async () => {
  await writeFile(path(), '{"shelf":"words","key":"a","value":7}\n');
  await expect(open().get('a')).rejects.toThrow(StoreUnreadable);
});

it('is written anew when most of it was replaced, and goes on', async () => {
  const words = open();
  await words.put('kept', 'one');
  const long = 'x'.repeat(300_000);
  for (const round of [1, 2, 3, 4]) await words.put('changed', `${round}${long}`);
  expect((await readFile(path(), 'utf8')).length).toBeLessThan(400_000);
  await words.drop('changed');
  await words.put('later', 'two');
  expect([await words.all(), await open().all()]).toEqual([
    ['one', 'two'],
    ['one', 'two'],
  ]);
  expect(await readdir(folder)).toEqual(['journal.ndjson']);
});

it('is taken up again after it was closed', async () => {
  const journal = createJournal(folder);
  const words = journal.shelf('words', isText);
  await words.put('a', 'one');
  await journal.close();
  await words.put('b', 'two');
  expect(await words.all()).toEqual(['one', 'two']);
  await journal.close();
});
