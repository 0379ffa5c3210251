// What the bureau would have sent by mail or text message: kept and shown, never sent (B-4).
import type { Database } from '../ledger/database.ts';

export type LetterCause = 'delivery' | 'invoice.deliver';
/** `at` in ms since the epoch. */
export type Letter = {
  readonly invoiceNo: string;
  readonly channel: 'email' | 'phone';
  readonly address: string;
  readonly at: number;
  readonly cause: LetterCause;
};
export type Outbox = {
  readonly post: (letter: Letter) => void;
  /** Oldest first. */
  readonly letters: () => readonly Letter[];
  readonly clear: () => void;
};

const letterOf = (row: Readonly<Record<string, unknown>>): Letter => ({
  invoiceNo: String(row['invoice_no']),
  channel: row['channel'] === 'email' ? 'email' : 'phone',
  address: String(row['address']),
  at: Number(row['at']),
  cause: row['cause'] === 'delivery' ? 'delivery' : 'invoice.deliver',
});

export const createOutbox = (database: Database): Outbox => {
  database.execute(
    'CREATE TABLE IF NOT EXISTS outbox (invoice_no TEXT, channel TEXT, address TEXT, at INTEGER, cause TEXT)',
  );
  const insert = database.prepare('INSERT INTO outbox VALUES (?, ?, ?, ?, ?)');
  const select = database.prepare('SELECT * FROM outbox ORDER BY rowid');
  return {
    post: ({ invoiceNo, channel, address, at, cause }) =>
      void database.write(() => insert.run(invoiceNo, channel, address, at, cause)),
    letters: () => select.all().map(letterOf),
    clear: () => database.write(() => database.execute('DELETE FROM outbox')),
  };
};

/** An address as it may leave the house: enough to recognise it, too little to use it (B-11). */
export const maskAddress = (address: string): string => {
  const [name = '', domain] = address.split('@');
  if (domain !== undefined) return `${name.slice(0, 1)}***@${domain}`;
  return `${address.slice(0, 3)}****${address.slice(-4)}`;
};
