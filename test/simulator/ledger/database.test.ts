import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openDatabase } from '../../../simulator/ledger/database.ts';

const openNotes = (path = ':memory:') => {
  const database = openDatabase(path);
  database.execute('CREATE TABLE IF NOT EXISTS notes (text TEXT)');
  const insert = database.prepare('INSERT INTO notes VALUES (?)');
  const all = database.prepare('SELECT text FROM notes');
  return {
    ...database,
    note: (text: string) => void database.write(() => insert.run(text)),
    texts: () => all.all().map((row) => row['text']),
  };
};
const file = () => join(mkdtempSync(join(tmpdir(), 'books-')), 'notes.sqlite');

describe('the database', () => {
  it('without a file has little of it in memory, and all of it', () => {
    const database = openNotes();
    const residentBefore = process.memoryUsage().rss;
    const text = 'x'.repeat(1024 * 1024);
    for (let note = 0; note < 128; note += 1) database.note(text);
    const grownBytes = process.memoryUsage().rss - residentBefore;
    const size = database.prepare('SELECT COUNT(*) AS notes, SUM(LENGTH(text)) AS characters FROM notes').get();
    expect(size).toEqual({ notes: 128, characters: 128 * text.length });
    expect(grownBytes).toBeLessThan(64 * text.length);
    database.close();
  });

  it('shows another connection nothing before the turn of the event loop ends, and everything after', async () => {
    const path = file();
    const [writer, reader] = [openNotes(path), openNotes(path)];
    writer.note('one');
    writer.note('two');
    const before = reader.texts();
    await writer.committed();
    expect([before, reader.texts()]).toEqual([[], ['one', 'two']]);
    writer.close();
    reader.close();
  });

  it('commits all writes of a turn at once', async () => {
    const database = openNotes();
    database.note('one');
    const first = database.committed();
    database.note('two');
    expect(database.committed()).toBe(first);
    await first;
    database.close();
  });

  it('undoes a write that throws, and keeps its neighbours', () => {
    const database = openNotes();
    database.note('before');
    const spoilt = () =>
      database.write(() => {
        database.note('inside');
        throw new Error('spoilt');
      });
    expect(spoilt).toThrow('spoilt');
    database.note('after');
    expect(database.texts()).toEqual(['before', 'after']);
    database.close();
  });

  it('keeps what is open when it is closed', () => {
    const path = file();
    const writer = openNotes(path);
    writer.note('last');
    writer.close();
    writer.close();
    const reader = openNotes(path);
    expect(reader.texts()).toEqual(['last']);
    reader.close();
  });

  it('has nothing to wait for when nothing was written', async () => {
    const database = openNotes();
    await expect(database.committed()).resolves.toBeUndefined();
    database.close();
  });

  it('tells those who wait when a batch could not be kept', async () => {
    const path = file();
    const [writer, rival] = [openNotes(path), openNotes(path)];
    writer.execute('CREATE TABLE parent (id INTEGER PRIMARY KEY)');
    writer.execute(
      'CREATE TABLE child (parent INTEGER REFERENCES parent (id) DEFERRABLE INITIALLY DEFERRED); PRAGMA foreign_keys = ON',
    );
    const orphan = writer.prepare('INSERT INTO child VALUES (7)');
    writer.write(() => orphan.run());
    await expect(writer.committed()).rejects.toThrow('FOREIGN KEY');
    writer.note('goes on');
    await writer.committed();
    expect(rival.texts()).toEqual(['goes on']);
    writer.close();
    rival.close();
  });
});
