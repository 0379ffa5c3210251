// The journal of one tenant: every exchange, kept beside the ledger, bounded, what was dropped is counted (B-11).
import type { Database } from '../ledger/database.ts';
import { type ChainedTable, createChainedTable, type Keeping, type Kept } from './chained-table.ts';
import type { JournalEntry } from './entry.ts';
import { takeOver } from './take-over.ts';

export type JournalPage = {
  readonly entries: readonly JournalEntry[];
  readonly next: number | null;
  readonly dropped: number;
  /** Without those under way. */
  readonly kept: Kept;
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
  /** As it is kept, for those who verify it. */
  readonly table: ChainedTable;
};

/** Entries of exchanges under way are in memory and are read too. */
export const createJournal = (database: Database, bounds: Keeping): Journal => {
  const table = createChainedTable(database, 'journal_exchanges', bounds);
  takeOver(database, 'journal', table);
  const select = database.prepare('SELECT entry FROM journal_exchanges WHERE seq > ? ORDER BY seq LIMIT ?');
  let last = table.lastSeq();
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
      table.add({ seq: entry.seq, at: entry.receivedAt, entry: JSON.stringify(entry) });
    },
    read: ({ after, limit }) => {
      const kept = select.all(after, limit).map((row) => JSON.parse(String(row['entry'])) as JournalEntry);
      const underWay = [...open.values()].filter((entry) => entry.seq > after);
      const entries = [...kept, ...underWay].sort((a, b) => a.seq - b.seq).slice(0, limit);
      return {
        entries,
        next: entries.length === limit ? (entries.at(-1)?.seq ?? null) : null,
        dropped: table.anchor().dropped,
        kept: table.kept(),
      };
    },
    clear: () => {
      table.clear();
      open.clear();
    },
    table,
  };
};
