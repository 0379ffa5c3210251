// Takes over a journal of version 2 and before, whose entries were not chained: from now on they are (B-11).
import type { Database } from '../ledger/database.ts';
import type { ChainedTable } from './chained-table.ts';

const instantOf = (entry: string): string => {
  const { receivedAt, at } = JSON.parse(entry) as { readonly receivedAt?: string; readonly at?: string };
  return receivedAt ?? at ?? '';
};

/** Does nothing when the old table is gone already. Numbers stay; what was changed before this cannot be told. */
export const takeOver = (database: Database, from: string, to: ChainedTable): void => {
  const found = database.prepare("SELECT name FROM sqlite_schema WHERE type = 'table' AND name = ?").get(from);
  if (!found) return;
  database.write(() => {
    for (const row of database.prepare(`SELECT seq, entry FROM ${from} ORDER BY seq`).iterate()) {
      const entry = String(row['entry']);
      to.add({ seq: Number(row['seq']), at: instantOf(entry), entry });
    }
    database.execute(`DROP TABLE ${from}`);
  });
};
