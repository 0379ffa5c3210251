// Whether the journal shows that somebody was at it: every entry hangs on the one before (B-11).
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, describe, expect, it } from 'vitest';
import { createChainedTable, hashOf } from '../../../simulator/journal/chained-table.ts';
import { verifyTable } from '../../../simulator/journal/verify-journal.ts';
import { openDatabase } from '../../../simulator/ledger/database.ts';
import { versionOf } from '../../../simulator/ledger/schema-version.ts';
import { type CounterOptions, openCounter } from '../counter.ts';
import { order } from '../operations/books.ts';

const close: (() => void)[] = [];
afterEach(() => {
  for (const one of close.splice(0)) one();
});
const open = (options: CounterOptions) => {
  const counter = openCounter(options);
  close.push(counter.tenant.close);
  return counter;
};
const newBooks = (): string => join(mkdtempSync(join(tmpdir(), 'verify-')), 'books.sqlite');
const bounds = { mostEntries: 1000, mostBytes: 100_000_000 };
const small = { ...bounds, mostEntries: 4 };

/** Books with six orders, three of them at a time under way; then somebody is at them while the bureau is closed. */
const booksAfter = async (sql: string, journalBounds = bounds): Promise<string> => {
  const databasePath = newBooks();
  const { begin, tenant } = openCounter({ databasePath, journalBounds });
  for (const three of [
    ['A', 'B', 'C'],
    ['D', 'E', 'F'],
  ]) {
    const begun = three.map((orderNo) => begin({ payload: { ...order, orderNo } }).arrived);
    for (const one of begun.reverse()) (await one).finished(true);
  }
  tenant.close();
  const sqlite = new DatabaseSync(databasePath);
  sqlite.exec(sql);
  sqlite.close();
  return databasePath;
};
const verify = async (sql: string, journalBounds = bounds) =>
  open({ databasePath: await booksAfter(sql, journalBounds), journalBounds }).tenant.verifyJournal();

it('says of untouched books what it checked, and from when on', async () => {
  expect(await verify('')).toMatchObject({
    ok: true,
    checked: 12,
    from: '2026-11-23T12:00:00.000+08:00',
    dropped: 0,
    firstBreak: null,
    books: { exchanges: { checked: 6, head: { place: 6 } }, changes: { checked: 6, head: { place: 6 } } },
  });
});

it.each([
  [
    'a changed entry',
    'UPDATE journal_exchanges SET entry = replace(entry, \'"orderNo":"E"\', \'"orderNo":"X"\') WHERE place = 5',
    5,
    'changed',
  ],
  ['a changed instant', "UPDATE journal_exchanges SET at = '2020' WHERE place = 2", 2, 'changed'],
  ['a changed number', 'UPDATE journal_exchanges SET seq = 99 WHERE place = 2', 2, 'changed'],
  ['a changed hash', "UPDATE journal_exchanges SET hash = 'ff' WHERE place = 3", 3, 'changed'],
  ['an entry that was taken out', 'DELETE FROM journal_exchanges WHERE place = 3', 3, 'missing'],
  ['a beginning that was taken away', 'DELETE FROM journal_exchanges WHERE place < 3', 1, 'missing'],
  ['an end that was taken away', 'DELETE FROM journal_exchanges WHERE place > 4', 5, 'missing'],
  ['nothing left', 'DELETE FROM journal_exchanges', 1, 'missing'],
  [
    'an entry that was added',
    "INSERT INTO journal_exchanges (seq, at, entry, hash) VALUES (7, '', '{}', (SELECT hash FROM journal_exchanges WHERE place = 6))",
    7,
    'changed',
  ],
  [
    'two entries that changed places',
    'UPDATE journal_exchanges SET place = -1 WHERE place = 2; UPDATE journal_exchanges SET place = 2 WHERE place = 3; UPDATE journal_exchanges SET place = 3 WHERE place = -1',
    2,
    'changed',
  ],
])('finds %s', async (_what, sql, place, why) => {
  expect(await verify(sql)).toMatchObject({ ok: false, firstBreak: { book: 'exchanges', place, why } });
});

it('finds a change of status that was changed, and names the book', async () => {
  expect(await verify("UPDATE journal_news SET entry = '{}' WHERE place = 4")).toMatchObject({
    ok: false,
    firstBreak: { book: 'changes', place: 4, seq: 4, why: 'changed' },
    books: { exchanges: { ok: true, checked: 6 }, changes: { ok: false, checked: 3 } },
  });
});

describe('a journal whose oldest were dropped', () => {
  it('stays verifiable, over a restart too, and its count goes on', async () => {
    const databasePath = await booksAfter('', small);
    const { tenant, ask } = open({ databasePath, journalBounds: small });
    expect(await tenant.verifyJournal()).toMatchObject({ ok: true, checked: 8, dropped: 4 });
    await ask({ payload: { ...order, orderNo: 'G' } });
    expect(await tenant.verifyJournal()).toMatchObject({ ok: true, checked: 8, dropped: 6 });
    expect(tenant.readJournal({ after: 0, limit: 9 })['dropped']).toBe(3);
  });

  it('shows that the oldest of the rest was taken out', async () => {
    expect(await verify('DELETE FROM journal_exchanges WHERE place = 3', small)).toMatchObject({
      ok: false,
      firstBreak: { place: 3, why: 'missing' },
    });
  });
});

it('begins anew after a reset', async () => {
  const { tenant, ask } = open({ databasePath: await booksAfter('') });
  tenant.reset();
  expect(await tenant.verifyJournal()).toMatchObject({ ok: true, checked: 0, from: null });
  await ask({ payload: order });
  expect(await tenant.verifyJournal()).toMatchObject({ ok: true, checked: 2, dropped: 0 });
});

describe('the chain', () => {
  const link = (seq: number) => ({ seq, at: 'now', entry: `entry ${seq}` });

  it('hangs on nothing that was undone', async () => {
    const database = openDatabase(':memory:');
    const table = createChainedTable(database, 'journal_test', bounds);
    table.add(link(1));
    const undone = () =>
      database.write(() => {
        table.add(link(2));
        throw new Error('undone');
      });
    expect(undone).toThrow('undone');
    table.add(link(3));
    expect(await verifyTable(table)).toMatchObject({ ok: true, checked: 2, head: { hash: table.after(1)?.hash } });
    expect(table.after(1)?.hash).toBe(hashOf(table.after(0)?.hash ?? '', link(3)));
  });

  it('is walked while entries come and go', async () => {
    const table = createChainedTable(openDatabase(':memory:'), 'journal_test', { ...bounds, mostEntries: 300 });
    for (let seq = 1; seq <= 300; seq += 1) table.add(link(seq));
    const walking = verifyTable(table);
    for (let seq = 301; seq <= 550; seq += 1) table.add(link(seq));
    expect(await walking).toMatchObject({ ok: true, checked: 150, dropped: 250, head: { place: 300 } });
  });

  it('lets others have a turn between its stretches', async () => {
    const table = createChainedTable(openDatabase(':memory:'), 'journal_test', bounds);
    for (let seq = 1; seq <= 950; seq += 1) table.add(link(seq));
    let [turns, done] = [0, false];
    const walking = verifyTable(table).then(() => {
      done = true;
    });
    for (; !done; turns += 1) await new Promise((resolve) => setImmediate(resolve));
    await walking;
    expect(turns).toBeGreaterThanOrEqual(9);
  });
});

it('chains the journal of books of version 2, whose numbers stay', async () => {
  const databasePath = newBooks();
  const old = new DatabaseSync(databasePath);
  old.exec(`
    PRAGMA user_version = 2;
    CREATE TABLE journal (seq INTEGER PRIMARY KEY, entry TEXT);
    CREATE TABLE journal_changes (seq INTEGER PRIMARY KEY AUTOINCREMENT, entry TEXT);
    INSERT INTO journal VALUES (41, '{"seq":41,"receivedAt":"2026-11-22T12:00:00.000+08:00"}'), (42, '{"seq":42,"receivedAt":"2026-11-22T12:00:01.000+08:00"}');
    INSERT INTO journal_changes VALUES (7, '{"kind":"status","at":"2026-11-22T12:00:00.000+08:00"}');
  `);
  old.close();
  const { tenant, ask, journal } = open({ databasePath });
  await ask({ payload: order });
  expect(journal().map(({ seq }) => seq)).toEqual([41, 42, 43]);
  expect(tenant.readChanges({ after: 0, limit: 9 })['changes']).toMatchObject([{ seq: 7 }, { seq: 8, to: 'issued' }]);
  expect(await tenant.verifyJournal()).toMatchObject({ ok: true, checked: 5, from: '2026-11-22T12:00:00.000+08:00' });
  tenant.close();
  const after = new DatabaseSync(databasePath);
  expect(versionOf(after)).toBe(3);
  expect(after.prepare("SELECT name FROM sqlite_schema WHERE name IN ('journal', 'journal_changes')").all()).toEqual(
    [],
  );
  after.close();
});
