// The ledger read by days of issue: a page of invoices, and exact counts and sums of all of them, blue, red and void apart.
import type { Database } from './database.ts';
import { type ListedEntry, listedOf, type Row } from './invoice-entry.ts';

/** `from` inclusive, `to` exclusive, both epoch ms; `status` null stands for all. */
export type Listing = {
  readonly environment: 'test' | 'production';
  readonly sellers: readonly string[];
  readonly from: number;
  readonly to: number;
  readonly status: string | null;
};
export type ListedKind = 'blue' | 'red' | 'void';
/** Sums in fen. */
export type ListedSums = { readonly count: number; readonly amount: bigint; readonly tax: bigint };

export type InvoiceListing = {
  /** Oldest first. */
  readonly page: (listing: Listing, page: { readonly offset: number; readonly limit: number }) => ListedEntry[];
  readonly sums: (listing: Listing) => ReadonlyMap<ListedKind, ListedSums>;
};

/** Holds all that is summed, so that the invoices themselves, with all their lines, are not read for it. */
const schema = `
  CREATE INDEX IF NOT EXISTS invoices_by_day ON invoices (environment, seller, issued_at, status, amount, tax);
`;

const among = `environment = :environment AND seller IN (SELECT value FROM json_each(:sellers))
  AND issued_at >= :from AND issued_at < :to AND (:status IS NULL OR status = :status)`;

const billion = 1_000_000_000n;
/** Fen in two parts, thousands of millions and rest: neither sum leaves 64 bits, however many invoices there are. */
const parts = (column: string): string => {
  const fen = `CAST(REPLACE(${column}, '.', '') AS INTEGER)`;
  return `SUM(${fen} / ${billion}) AS ${column}_high, SUM(${fen} % ${billion}) AS ${column}_low`;
};

const whole = (row: Row, column: string): bigint =>
  BigInt(String(row[`${column}_high`])) * billion + BigInt(String(row[`${column}_low`]));
const sumsOf = (row: Row): ListedSums => ({
  count: Number(row['count']),
  amount: whole(row, 'amount'),
  tax: whole(row, 'tax'),
});

const bind = ({ sellers, ...listing }: Listing) => ({ ...listing, sellers: JSON.stringify(sellers) });

/** Reads the table of the ledger on the same database; the ledger has made it before. */
export const createInvoiceListing = (database: Database): InvoiceListing => {
  database.execute(schema);
  const page = database.prepare(`SELECT invoice_no, order_no, seller, type, status, issued_at, delivered_at, buyer_name,
    amount, tax, total FROM invoices WHERE invoice_no IN (SELECT invoice_no FROM invoices WHERE ${among}
    ORDER BY issued_at, invoice_no LIMIT :limit OFFSET :offset) ORDER BY issued_at, invoice_no`);
  const sums = database.prepare(
    `SELECT CASE WHEN status = 'void' THEN 'void' WHEN amount LIKE '-%' THEN 'red' ELSE 'blue' END
    AS kind, COUNT(*) AS count, ${parts('amount')}, ${parts('tax')} FROM invoices WHERE ${among} GROUP BY kind`,
    'bigint',
  );
  return {
    page: (listing, { offset, limit }) => page.all({ ...bind(listing), offset, limit }).map(listedOf),
    sums: (listing) => new Map(sums.all(bind(listing)).map((row) => [row['kind'] as ListedKind, sumsOf(row)])),
  };
};
