// The confirmation sheets of one tenant (红字确认单, B-5): who applied, what is to be reversed, and how far it has come.
import type { RedReason } from '../../protocol/operations/invoice-red.ts';
import type { RedSide, SheetState } from '../../protocol/operations/red-sheet.ts';
import type { Database } from './database.ts';

/** A line of a reversal, its original by number from 1; texts of two decimals, quantity negative. */
export type RedLineEntry = {
  readonly originalLine: number;
  readonly amount: string;
  readonly tax: string;
  readonly quantity?: string;
  readonly unitPrice?: string;
};
/** Instants in epoch ms. `buyerTaxNo` null: the buyer has none, so nobody can act for it. */
export type Sheet = {
  readonly sheetNo: string;
  readonly environment: 'test' | 'production';
  readonly sellerTaxNo: string;
  readonly buyerTaxNo: string | null;
  readonly orderNo: string;
  readonly side: RedSide;
  readonly originalInvoiceNo: string;
  readonly reason: RedReason;
  readonly lines: readonly RedLineEntry[];
  readonly state: SheetState;
  readonly redInvoiceNo: string | null;
  readonly createdAt: number;
  readonly expiresAt: number;
};
export type Sheets = {
  readonly find: (sheetNo: string) => Sheet | null;
  /** The one sheet of an invoice that is neither closed nor issued (4205). */
  readonly openOf: (originalInvoiceNo: string) => Sheet | null;
  /** Enters a sheet, or what became of it. */
  readonly put: (sheet: Sheet) => void;
  /** Oldest first; `createdAt` from inclusive, to exclusive. */
  readonly list: (span: { readonly from: number; readonly to: number }) => readonly Sheet[];
  /** All that wait for the other party. */
  readonly waiting: () => readonly Sheet[];
  readonly clear: () => void;
};

/** States in which a sheet reserves its amount until it is issued. */
const openStates: ReadonlySet<SheetState> = new Set<SheetState>(['01', '02', '03', '04']);
export const isOpenSheet = ({ state, redInvoiceNo }: Sheet): boolean => openStates.has(state) && redInvoiceNo === null;
export const isWaiting = ({ state }: Sheet): boolean => state === '02' || state === '03';

const schema = `
  CREATE TABLE IF NOT EXISTS sheets (sheet_no TEXT PRIMARY KEY, original TEXT, state TEXT, open INTEGER, created_at INTEGER,
    sheet TEXT) WITHOUT ROWID;
  CREATE INDEX IF NOT EXISTS sheets_open ON sheets (original) WHERE open = 1;
  CREATE INDEX IF NOT EXISTS sheets_by_day ON sheets (created_at);
`;

export const createSheets = (database: Database): Sheets => {
  database.execute(schema);
  const sql = {
    find: database.prepare('SELECT sheet FROM sheets WHERE sheet_no = ?'),
    openOf: database.prepare('SELECT sheet FROM sheets WHERE original = ? AND open = 1'),
    put: database.prepare('INSERT OR REPLACE INTO sheets VALUES (?, ?, ?, ?, ?, ?)'),
    list: database.prepare(
      'SELECT sheet FROM sheets WHERE created_at >= ? AND created_at < ? ORDER BY created_at, sheet_no',
    ),
    waiting: database.prepare("SELECT sheet FROM sheets WHERE open = 1 AND state IN ('02', '03') ORDER BY created_at"),
  };
  const read = (row: Readonly<Record<string, unknown>> | undefined): Sheet | null =>
    row ? (JSON.parse(String(row['sheet'])) as Sheet) : null;
  const readAll = (rows: readonly Readonly<Record<string, unknown>>[]): Sheet[] =>
    rows.flatMap((row) => read(row) ?? []);
  return {
    find: (sheetNo) => read(sql.find.get(sheetNo)),
    openOf: (originalInvoiceNo) => read(sql.openOf.get(originalInvoiceNo)),
    put: (sheet) =>
      void database.write(() =>
        sql.put.run(
          ...([sheet.sheetNo, sheet.originalInvoiceNo, sheet.state, isOpenSheet(sheet) ? 1 : 0] as const),
          ...([sheet.createdAt, JSON.stringify(sheet)] as const),
        ),
      ),
    list: ({ from, to }) => readAll(sql.list.all(from, to)),
    waiting: () => readAll(sql.waiting.all()),
    clear: () => database.write(() => database.execute('DELETE FROM sheets')),
  };
};
