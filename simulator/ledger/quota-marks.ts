// What the bureau knows of a seller's month besides its own invoices: the use by other channels, and whether a return was filed (B-7).
import type { Database } from './database.ts';

/** `period` is a month, `yyyy-MM`. */
export type QuotaMonth = { readonly sellerTaxNo: string; readonly period: string };
export type QuotaMarks = {
  /** Fen that other channels of the seller have used of the month's total. */
  readonly usedElsewhere: (month: QuotaMonth) => bigint;
  readonly setUsedElsewhere: (month: QuotaMonth, fen: bigint) => void;
  /** Whether the return of this month is marked as filed; null: nobody has said so or otherwise. */
  readonly isFiled: (month: QuotaMonth) => boolean | null;
  readonly setFiled: (month: QuotaMonth, filed: 'filed' | 'open') => void;
  readonly clear: () => void;
};

const schema = `
  CREATE TABLE IF NOT EXISTS quota_elsewhere (seller TEXT, period TEXT, fen TEXT, PRIMARY KEY (seller, period)) WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS quota_returns (seller TEXT, period TEXT, state TEXT, PRIMARY KEY (seller, period)) WITHOUT ROWID;
`;

export const createQuotaMarks = (database: Database): QuotaMarks => {
  database.execute(schema);
  const used = database.prepare('SELECT fen FROM quota_elsewhere WHERE seller = ? AND period = ?');
  const setUsed = database.prepare('INSERT OR REPLACE INTO quota_elsewhere VALUES (?, ?, ?)');
  const state = database.prepare('SELECT state FROM quota_returns WHERE seller = ? AND period = ?');
  const setState = database.prepare('INSERT OR REPLACE INTO quota_returns VALUES (?, ?, ?)');
  return {
    usedElsewhere: ({ sellerTaxNo, period }) => BigInt(String(used.get(sellerTaxNo, period)?.['fen'] ?? '0')),
    setUsedElsewhere: ({ sellerTaxNo, period }, fen) =>
      void database.write(() => setUsed.run(sellerTaxNo, period, String(fen))),
    isFiled: ({ sellerTaxNo, period }) => {
      const row = state.get(sellerTaxNo, period);
      return row ? row['state'] === 'filed' : null;
    },
    setFiled: ({ sellerTaxNo, period }, filed) => void database.write(() => setState.run(sellerTaxNo, period, filed)),
    clear: () => database.write(() => database.execute('DELETE FROM quota_elsewhere; DELETE FROM quota_returns;')),
  };
};
