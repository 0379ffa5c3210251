// A table of the journal whose entries each carry the hash of the one before: what is changed or taken out shows (B-11).
import { hash } from 'node:crypto';
import type { Database } from '../ledger/database.ts';

/** How much is kept: entries, and bytes of all of them together (one request alone may bring 4 MiB). */
export type JournalBounds = { readonly mostEntries: number; readonly mostBytes: number };
/** Bounds, and which instants are so young that what was dropped of them is counted by itself. */
export type Keeping = JournalBounds & {
  readonly isRetained?: (at: string) => boolean;
  /** Told of each entry that the bounds leave no room for. */
  readonly onDrop?: () => void;
};
/** How much there is at this moment. */
export type Kept = { readonly entries: number; readonly bytes: number };
/** `at` is `yyyy-MM-ddTHH:mm:ss.SSS+08:00`. */
export type Link = { readonly seq: number; readonly at: string; readonly entry: string };
/** What the chain hangs on: place and hash of the latest entry that was dropped. */
export type Anchor = {
  readonly place: number;
  readonly hash: string;
  readonly dropped: number;
  /** Of these, how many went before their retention had passed: the bounds left no room. */
  readonly droppedWithinRetention: number;
  /** The largest number that was ever dropped. */
  readonly lastSeq: number;
};
/** `place` counts the writings: an exchange that takes long has a lower `seq` than what is written before it. */
export type PlacedLink = Link & { readonly place: number; readonly hash: string };
export type ChainedTable = {
  readonly name: string;
  readonly add: (link: Link) => void;
  /** The entry at the next place that is kept; null after the last. */
  readonly after: (place: number) => PlacedLink | null;
  readonly anchor: () => Anchor;
  /** The largest number that was ever written, 0 in new books. */
  readonly lastSeq: () => number;
  /** The latest place that was ever written. */
  readonly head: () => number;
  readonly kept: () => Kept;
  readonly clear: () => void;
};

const beginning = '0'.repeat(64);

/** SM3 over the hash before, number, instant and text of the entry. */
export const hashOf = (previous: string, { seq, at, entry }: Link): string =>
  hash('sm3', `${previous}|${seq}|${at}|${entry}`);

const statementsOf = (database: Database, name: string) => ({
  insert: database.prepare(`INSERT INTO ${name} (seq, at, entry, hash) VALUES (?, ?, ?, ?)`),
  tail: database.prepare(`SELECT hash FROM ${name} ORDER BY place DESC LIMIT 1`),
  after: database.prepare(`SELECT * FROM ${name} WHERE place > ? ORDER BY place LIMIT 1`),
  drop: database.prepare(
    `DELETE FROM ${name} WHERE place = (SELECT MIN(place) FROM ${name})
     RETURNING place, seq, at, hash, LENGTH(CAST(entry AS BLOB)) AS bytes`,
  ),
  size: database.prepare(`SELECT COUNT(*) AS entries, SUM(LENGTH(CAST(entry AS BLOB))) AS bytes FROM ${name}`),
  last: database.prepare(`SELECT MAX(seq) AS last FROM ${name}`),
  head: database.prepare('SELECT seq FROM sqlite_sequence WHERE name = ?'),
  anchor: database.prepare('SELECT * FROM journal_chains WHERE name = ?'),
  put: database.prepare('INSERT OR REPLACE INTO journal_chains VALUES (?, ?, ?, ?, ?, ?)'),
});

const anchorOf = (row: Readonly<Record<string, unknown>> | undefined): Anchor => ({
  place: Number(row?.['place'] ?? 0),
  hash: String(row?.['hash'] ?? beginning),
  dropped: Number(row?.['dropped'] ?? 0),
  droppedWithinRetention: Number(row?.['dropped_within'] ?? 0),
  lastSeq: Number(row?.['last_seq'] ?? 0),
});

const placedOf = (row: Readonly<Record<string, unknown>>): PlacedLink => ({
  place: Number(row['place']),
  seq: Number(row['seq']),
  at: String(row['at']),
  entry: String(row['entry']),
  hash: String(row['hash']),
});

/**
 * Makes the table where it is not there yet. The oldest go when the bounds are reached; the rest stays verifiable from the
 * anchor. The hash before is read and not remembered: whatever is undone takes its hash along.
 */
export const createChainedTable = (database: Database, name: string, bounds: Keeping): ChainedTable => {
  // AUTOINCREMENT: that the latest entries were taken away shows in what SQLite has counted.
  database.execute(`
    CREATE TABLE IF NOT EXISTS ${name} (place INTEGER PRIMARY KEY AUTOINCREMENT, seq INTEGER UNIQUE, at TEXT, entry TEXT, hash TEXT);
    CREATE TABLE IF NOT EXISTS journal_chains (name TEXT PRIMARY KEY, place INTEGER, hash TEXT, dropped INTEGER, dropped_within INTEGER, last_seq INTEGER);
  `);
  const { insert, tail, after, drop, size, last, head, anchor: find, put } = statementsOf(database, name);
  const { mostEntries, mostBytes, isRetained = () => true, onDrop = () => undefined } = bounds;
  const found = size.get();
  let [entries, bytes] = [Number(found?.['entries'] ?? 0), Number(found?.['bytes'] ?? 0)];
  const anchor = (): Anchor => anchorOf(find.get(name));
  const dropOldest = (): void => {
    const gone = drop.get();
    const before = anchor();
    [entries, bytes] = [entries - 1, bytes - Number(gone?.['bytes'] ?? 0)];
    if (!gone) return;
    const { place, hash, seq, at } = placedOf(gone);
    const within = before.droppedWithinRetention + (isRetained(at) ? 1 : 0);
    put.run(name, place, hash, before.dropped + 1, within, Math.max(before.lastSeq, seq));
    onDrop();
  };
  const highest = (): number => Number(head.get(name)?.['seq'] ?? 0);
  const lastSeq = (): number => Math.max(Number(last.get()?.['last'] ?? 0), anchor().lastSeq);
  return {
    name,
    add: (link) =>
      database.write(() => {
        const previous = String(tail.get()?.['hash'] ?? anchor().hash);
        insert.run(link.seq, link.at, link.entry, hashOf(previous, link));
        [entries, bytes] = [entries + 1, bytes + Buffer.byteLength(link.entry)];
        while (entries > mostEntries || (bytes > mostBytes && entries > 1)) dropOldest();
      }),
    after: (place) => {
      const row = after.get(place);
      return row ? placedOf(row) : null;
    },
    anchor,
    head: highest,
    kept: () => ({ entries, bytes }),
    lastSeq,
    clear: () => {
      database.write(() => {
        put.run(name, highest(), beginning, 0, 0, lastSeq());
        database.execute(`DELETE FROM ${name}`);
      });
      [entries, bytes] = [0, 0];
    },
  };
};
