// What the buyer has done with an invoice: used it for its own return, or booked it (B-5, B-6).
import type { Database } from './database.ts';

export type BuyerMark = 'used' | 'booked';
export type BuyerMarks = {
  readonly of: (invoiceNo: string) => BuyerMark | null;
  /** Null takes the mark away. */
  readonly set: (invoiceNo: string, mark: BuyerMark | null) => void;
  readonly clear: () => void;
};

export const createBuyerMarks = (database: Database): BuyerMarks => {
  database.execute('CREATE TABLE IF NOT EXISTS buyer_marks (invoice_no TEXT PRIMARY KEY, mark TEXT) WITHOUT ROWID');
  const find = database.prepare('SELECT mark FROM buyer_marks WHERE invoice_no = ?');
  const put = database.prepare('INSERT OR REPLACE INTO buyer_marks VALUES (?, ?)');
  const remove = database.prepare('DELETE FROM buyer_marks WHERE invoice_no = ?');
  return {
    of: (invoiceNo) => {
      const mark = find.get(invoiceNo)?.['mark'];
      return mark === 'used' || mark === 'booked' ? mark : null;
    },
    set: (invoiceNo, mark) =>
      void database.write(() => (mark === null ? remove.run(invoiceNo) : put.run(invoiceNo, mark))),
    clear: () => database.write(() => database.execute('DELETE FROM buyer_marks')),
  };
};
