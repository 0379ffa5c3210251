// Blank paper invoices of a seller: rolls of one code, numbered in a row, taken one by one (B-6, 4103).
import type { Database } from './database.ts';

export type PaperType = '85' | '86';
/** `from` is the next number of eight digits, `count` how many are left. */
export type PaperRoll = {
  readonly sellerTaxNo: string;
  readonly type: PaperType;
  readonly paperCode: string;
  readonly from: string;
  readonly count: number;
};
export type Paper = { readonly paperCode: string; readonly paperNo: string };
export type PaperStock = {
  readonly rolls: () => readonly PaperRoll[];
  /** Puts a roll in place of the one of the same seller, type and code. */
  readonly put: (roll: PaperRoll) => void;
  readonly left: (sellerTaxNo: string, type: PaperType) => number;
  /** Takes the next blank of the lowest code; null when none is left. */
  readonly take: (sellerTaxNo: string, type: PaperType) => Paper | null;
  readonly clear: () => void;
};

const schema = `CREATE TABLE IF NOT EXISTS paper (seller TEXT, type TEXT, code TEXT, next INTEGER, count INTEGER,
  PRIMARY KEY (seller, type, code)) WITHOUT ROWID`;

const writePaperNo = (next: unknown): string => String(next).padStart(8, '0');

export const createPaperStock = (database: Database): PaperStock => {
  database.execute(schema);
  const sql = {
    all: database.prepare('SELECT * FROM paper ORDER BY seller, type, code'),
    put: database.prepare('INSERT OR REPLACE INTO paper VALUES (?, ?, ?, ?, ?)'),
    left: database.prepare('SELECT SUM(count) AS count FROM paper WHERE seller = ? AND type = ?'),
    first: database.prepare('SELECT * FROM paper WHERE seller = ? AND type = ? AND count > 0 ORDER BY code LIMIT 1'),
    take: database.prepare(
      'UPDATE paper SET next = next + 1, count = count - 1 WHERE seller = ? AND type = ? AND code = ?',
    ),
  };
  return {
    rolls: () =>
      sql.all.all().map((row) => ({
        sellerTaxNo: String(row['seller']),
        type: row['type'] === '85' ? '85' : '86',
        paperCode: String(row['code']),
        from: writePaperNo(row['next']),
        count: Number(row['count']),
      })),
    put: ({ sellerTaxNo, type, paperCode, from, count }) =>
      void database.write(() => sql.put.run(sellerTaxNo, type, paperCode, Number(from), count)),
    left: (sellerTaxNo, type) => Number(sql.left.get(sellerTaxNo, type)?.['count'] ?? 0),
    take: (sellerTaxNo, type) =>
      database.write(() => {
        const roll = sql.first.get(sellerTaxNo, type);
        if (!roll) return null;
        const paperCode = String(roll['code']);
        sql.take.run(sellerTaxNo, type, paperCode);
        return { paperCode, paperNo: writePaperNo(roll['next']) };
      }),
    clear: () => database.write(() => database.execute('DELETE FROM paper')),
  };
};
