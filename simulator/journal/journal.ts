// The journal of one tenant: every exchange, kept beside the ledger, bounded, what was dropped is counted (B-11).
import type { Database } from '../ledger/database.ts';
import type { JournalEntry } from './entry.ts';

export type JournalPage = {
  readonly entries: readonly JournalEntry[];
  readonly next: number | null;
  readonly dropped: number;
};
export type Journal = {
  /** The next number for an exchange. */
  readonly nextSeq: () => number;
  /** The number of the latest exchange, 0 in new books. */
  readonly lastSeq: () => number;
  readonly write: (entry: JournalEntry) => void;
  /** Entries later than `after`, at most `limit`. */
  readonly read: (page: { readonly after: number; readonly limit: number }) => JournalPage;
  readonly clear: () => void;
};

/** Entries of exchanges under way are in memory and are read too; `mostEntries` bounds what is kept. */
export const createJournal = (database: Database, options: { readonly mostEntries: number }): Journal => {
  database.execute('CREATE TABLE IF NOT EXISTS journal (seq INTEGER PRIMARY KEY, entry TEXT)');
  const insert = database.prepare('INSERT OR REPLACE INTO journal VALUES (?, ?)');
  const select = database.prepare('SELECT entry FROM journal WHERE seq > ? ORDER BY seq LIMIT ?');
  const trim = database.prepare('DELETE FROM journal WHERE seq <= ?');
  let last = Number(database.prepare('SELECT MAX(seq) AS last FROM journal').get()?.['last'] ?? 0);
  let dropped = 0;
  const open = new Map<number, JournalEntry>();
  return {
    nextSeq: () => {
      last += 1;
      return last;
    },
    lastSeq: () => last,
    write: (entry) => {
      if (entry.end === null) return void open.set(entry.seq, entry);
      open.delete(entry.seq);
      database.write(() => {
        insert.run(entry.seq, JSON.stringify(entry));
        dropped += Number(trim.run(entry.seq - options.mostEntries).changes);
      });
    },
    read: ({ after, limit }) => {
      const kept = select.all(after, limit).map((row) => JSON.parse(String(row['entry'])) as JournalEntry);
      const underWay = [...open.values()].filter((entry) => entry.seq > after);
      const entries = [...kept, ...underWay].sort((a, b) => a.seq - b.seq).slice(0, limit);
      return { entries, next: entries.length === limit ? (entries.at(-1)?.seq ?? null) : null, dropped };
    },
    clear: () => {
      database.write(() => database.execute('DELETE FROM journal'));
      open.clear();
      dropped = 0;
    },
  };
};
