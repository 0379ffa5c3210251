// How much a tenant's journal keeps before its oldest entries go, where nobody says otherwise.
import type { JournalBounds } from './chained-table.ts';

const mebibyte = 1024 * 1024;

/** Books that are gone with the process share a disk for what is passing with everything else; those with a file have room. */
export const journalBoundsOf = (databasePath: string, wished: Partial<JournalBounds> = {}): JournalBounds => ({
  ...(databasePath === ':memory:'
    ? { mostEntries: 1_000_000, mostBytes: 512 * mebibyte }
    : { mostEntries: 10_000_000, mostBytes: 32 * 1024 * mebibyte }),
  ...wished,
});
