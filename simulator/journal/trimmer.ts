// Keeps a table of the journal within its bounds: the oldest entries go, and what went is counted (B-11).
import type { Database } from '../ledger/database.ts';

/** How much is kept: entries, and bytes of all of them together (one request alone may bring 4 MiB). */
export type JournalBounds = { readonly mostEntries: number; readonly mostBytes: number };
export type JournalTable = 'journal' | 'journal_changes';

/** Of a table with `seq` and `entry`. Both figures are kept along, not counted anew. */
export const createTrimmer = (database: Database, table: JournalTable, bounds: JournalBounds) => {
  const drop = database.prepare(
    `DELETE FROM ${table} WHERE seq = (SELECT MIN(seq) FROM ${table}) RETURNING LENGTH(CAST(entry AS BLOB)) AS bytes`,
  );
  const all = database
    .prepare(`SELECT COUNT(*) AS entries, SUM(LENGTH(CAST(entry AS BLOB))) AS bytes FROM ${table}`)
    .get();
  let [entries, bytes, dropped] = [Number(all?.['entries'] ?? 0), Number(all?.['bytes'] ?? 0), 0];
  return {
    dropped: () => dropped,
    added: (more: number): void => {
      [entries, bytes] = [entries + 1, bytes + more];
      while (entries > bounds.mostEntries || (bytes > bounds.mostBytes && entries > 1)) {
        [entries, bytes, dropped] = [entries - 1, bytes - Number(drop.get()?.['bytes'] ?? 0), dropped + 1];
      }
    },
    cleared: (): void => {
      [entries, bytes, dropped] = [0, 0, 0];
    },
  };
};
