// Backup and restore of a data directory, beside books that are open and being written.
import {
  appendFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, it } from 'vitest';
import { restoreBackup } from '../../../simulator/backup/restore-backup.ts';
import { writeBackup } from '../../../simulator/backup/write-backup.ts';
import { openDatabase } from '../../../simulator/ledger/database.ts';
import { openBooks, order } from '../operations/books.ts';

const takenAt = '2026-11-23T12:00:00.000+08:00';

/** A data directory with open books of one invoice and some files beside them. */
const openDataDir = async () => {
  const root = mkdtempSync(join(tmpdir(), 'backup-'));
  const dataDir = join(root, 'data');
  mkdirSync(join(dataDir, 'tls'), { recursive: true });
  writeFileSync(join(dataDir, 'tls', 'root.key'), 'key of the test');
  writeFileSync(join(dataDir, 'registrations.json.new'), 'half-writ');
  const books = openBooks({ path: join(dataDir, 'default.sqlite') });
  books.issue(order);
  await books.ledger.committed();
  return { root, dataDir, books, backup: join(root, 'copy'), aside: join(root, 'aside') };
};

const ordersIn = (folder: string): string[] => {
  const { ledger, database } = openBooks({ path: join(folder, 'default.sqlite') });
  const orders = ledger.orders().map(({ orderNo }) => orderNo);
  database.close();
  return orders;
};

describe('a backup', () => {
  it('holds what was committed while the books stay open, and nothing that passes', async () => {
    const { dataDir, books, backup, root } = await openDataDir();
    const { files } = writeBackup(dataDir, backup, takenAt);
    books.issue({ ...order, orderNo: 'SO-2' });
    await books.ledger.committed();
    expect(files.map(({ name }) => name)).toEqual(['default.sqlite', 'tls/root.key']);
    expect(ordersIn(backup)).toEqual(['SO-1']);
    expect(readdirSync(root).sort()).toEqual(['copy', 'data']);
  });

  it('does not hold what is not committed yet', async () => {
    const { dataDir, books, backup } = await openDataDir();
    books.issue({ ...order, orderNo: 'SO-2' });
    writeBackup(dataDir, backup, takenAt);
    expect(ordersIn(backup)).toEqual(['SO-1']);
  });

  it('is read by its owner only', async () => {
    const { dataDir, backup } = await openDataDir();
    writeBackup(dataDir, backup, takenAt);
    const modes = ['default.sqlite', 'tls/root.key', 'backup.json', '.'].map(
      (name) => statSync(join(backup, name)).mode,
    );
    expect(modes.map((mode) => mode & 0o077)).toEqual([0, 0, 0, 0]);
  });

  it('is not written over anything, nor made of nothing', async () => {
    const { dataDir, backup, root } = await openDataDir();
    mkdirSync(backup);
    expect(() => writeBackup(dataDir, backup, takenAt)).toThrow('copy exists already');
    expect(() => writeBackup(join(root, 'nowhere'), join(root, 'new'), takenAt)).toThrow('holds no books');
    expect(readdirSync(root).sort()).toEqual(['copy', 'data']);
  });
});

describe('a restore', () => {
  it('brings everything back, and moves aside what was there', async () => {
    const { dataDir, books, backup, aside, root } = await openDataDir();
    writeBackup(dataDir, backup, takenAt);
    books.issue({ ...order, orderNo: 'SO-2' });
    books.database.close();
    expect(restoreBackup(backup, { dataDir, aside })).toMatchObject({ takenAt });
    expect([ordersIn(dataDir), ordersIn(aside)]).toEqual([['SO-1'], ['SO-1', 'SO-2']]);
    expect(readFileSync(join(dataDir, 'tls', 'root.key'), 'utf8')).toBe('key of the test');
    expect(readdirSync(root).sort()).toEqual(['aside', 'copy', 'data']);
  });

  it('makes a data directory where there is none', async () => {
    const { dataDir, backup, root } = await openDataDir();
    writeBackup(dataDir, backup, takenAt);
    restoreBackup(backup, { dataDir: join(root, 'other'), aside: join(root, 'aside') });
    expect([ordersIn(join(root, 'other')), existsSync(join(root, 'aside'))]).toEqual([['SO-1'], false]);
  });

  it('is refused while a bureau runs there, and changes nothing', async () => {
    const { dataDir, books, backup, aside, root } = await openDataDir();
    writeBackup(dataDir, backup, takenAt);
    expect(() => restoreBackup(backup, { dataDir, aside })).toThrow(
      'default.sqlite is in use: a bureau is running on it',
    );
    books.issue({ ...order, orderNo: 'SO-2' });
    await books.ledger.committed();
    expect(books.ledger.orders().length).toBe(2);
    expect(readdirSync(root).sort()).toEqual(['copy', 'data']);
  });

  it.each([
    [
      'a file was changed',
      (backup: string) => appendFileSync(join(backup, 'tls', 'root.key'), '!'),
      /root\.key is not as it was backed up/,
    ],
    ['a file is missing', (backup: string) => rmSync(join(backup, 'tls', 'root.key')), /root\.key is not as it was/],
    [
      'it was never finished',
      (backup: string) => rmSync(join(backup, 'backup.json')),
      /is no backup: it has no backup\.json/,
    ],
    [
      'its manifest is cut off',
      (backup: string) => truncateSync(join(backup, 'backup.json'), 40),
      /backup\.json cannot be read: it is cut off/,
    ],
    [
      'its manifest leads out of it',
      (backup: string) => {
        const path = join(backup, 'backup.json');
        writeFileSync(path, readFileSync(path, 'utf8').replace('tls/root.key', '../data/tls/root.key'));
      },
      /backup\.json cannot be read/,
    ],
    ['it is no backup', (backup: string) => writeFileSync(join(backup, 'backup.json'), '{}'), /another format/],
    [
      'a newer bureau made it',
      (backup: string) => {
        const path = join(backup, 'backup.json');
        writeFileSync(path, JSON.stringify({ ...JSON.parse(readFileSync(path, 'utf8')), schemaVersion: 99 }));
      },
      /books of version 99/,
    ],
  ])('is refused when %s', async (_what, spoil, message) => {
    const { dataDir, books, backup, aside } = await openDataDir();
    writeBackup(dataDir, backup, takenAt);
    books.database.close();
    spoil(backup);
    expect(() => restoreBackup(backup, { dataDir, aside })).toThrow(message);
    expect([ordersIn(dataDir), existsSync(aside)]).toEqual([['SO-1'], false]);
  });
});

it('books of a newer bureau are not opened', () => {
  const path = join(mkdtempSync(join(tmpdir(), 'newer-')), 'default.sqlite');
  const sqlite = new DatabaseSync(path);
  sqlite.exec('PRAGMA user_version = 99');
  sqlite.close();
  expect(() => openDatabase(path)).toThrow('has books of version 99');
});
