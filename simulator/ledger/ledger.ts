// The ledger of one tenant: orders, invoices, their statuses and what was used of each month's quota (B-1, B-2, B-4, B-7).
import { type BuyerMarks, createBuyerMarks } from './buyer-marks.ts';
import type { Database } from './database.ts';
import { type InvoiceEntry, listedOf, type Row } from './invoice-entry.ts';
import { createInvoiceListing, type InvoiceListing } from './invoice-listing.ts';
import type { OrderKey } from './order-key.ts';
import { createPaperStock, type PaperStock } from './paper-stock.ts';
import { createQuotaMarks, type QuotaMarks } from './quota-marks.ts';
import { createQuotaUse, type QuotaUse } from './quota-use.ts';
import { createSheets, type Sheets } from './sheets.ts';

export type { InvoiceEntry, OrderKey };
export type OrderState = 'processing' | 'issued' | 'failed';

/** `content` is the payload as it was accepted; amounts are texts with two decimals; instants are epoch ms. */
export type OrderEntry = OrderKey & {
  readonly state: OrderState;
  readonly acceptedAt: number;
  readonly invoiceNo: string | null;
  readonly content: Readonly<Record<string, unknown>>;
};
export type StatusChange = {
  readonly invoiceNo: string;
  readonly at: number;
  readonly from: string;
  readonly to: string;
  readonly cause: string;
};

export type Ledger = {
  readonly findOrder: (key: OrderKey) => OrderEntry | null;
  readonly findInvoice: (invoiceNo: string) => InvoiceEntry | null;
  /** Binds a number; a failed order of the same number is replaced (B-1). */
  readonly takeOrder: (order: OrderEntry) => void;
  /** Enters an invoice and the beginning of its history (B-11). */
  readonly addInvoice: (invoice: InvoiceEntry, origin: { readonly from: string; readonly cause: string }) => void;
  readonly changeStatus: (change: StatusChange) => void;
  /** The invoice reaches its buyer; `to` may be the status it has (B-12). */
  readonly noteDelivery: (change: StatusChange) => void;
  /** The next sequence number for invoice numbers, from 1, never given twice (B-3). */
  readonly nextSequence: () => number;
  readonly usedQuota: QuotaUse['used'];
  readonly useQuota: QuotaUse['use'];
  readonly invoices: () => readonly InvoiceEntry[];
  readonly orders: () => readonly OrderEntry[];
  /** Accepted and not yet issued. */
  readonly processingOrders: () => readonly OrderEntry[];
  /** Neither delivered nor void. */
  readonly undeliveredInvoices: () => readonly InvoiceEntry[];
  /** The red invoices that reverse this one, oldest first (B-5). */
  readonly redsOf: (invoiceNo: string) => readonly InvoiceEntry[];
  readonly history: (invoiceNo: string) => readonly StatusChange[];
  /** Invoices by days of issue. */
  readonly listing: InvoiceListing;
  readonly quotaMarks: QuotaMarks;
  readonly sheets: Sheets;
  readonly buyerMarks: BuyerMarks;
  readonly paperStock: PaperStock;
  /** Makes several entries one: all are kept or none. */
  readonly together: <T>(work: () => T) => T;
  readonly committed: () => Promise<void>;
  readonly clear: () => void;
};

const schema = `
  CREATE TABLE IF NOT EXISTS orders (environment TEXT, seller TEXT, order_no TEXT, state TEXT, accepted_at INTEGER,
    invoice_no TEXT, content TEXT, PRIMARY KEY (environment, seller, order_no)) WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS invoices (invoice_no TEXT PRIMARY KEY, environment TEXT, seller TEXT, order_no TEXT, type TEXT,
    status TEXT, issued_at INTEGER, delivered_at INTEGER, buyer_name TEXT, amount TEXT, tax TEXT, total TEXT, content TEXT) WITHOUT ROWID;
  CREATE INDEX IF NOT EXISTS orders_processing ON orders (accepted_at) WHERE state = 'processing';
  DROP INDEX IF EXISTS invoices_undelivered;
  CREATE INDEX IF NOT EXISTS invoices_to_deliver ON invoices (issued_at) WHERE delivered_at IS NULL AND status <> 'void';
  CREATE INDEX IF NOT EXISTS invoices_red ON invoices (content ->> '$.originalInvoiceNo', issued_at)
    WHERE content ->> '$.originalInvoiceNo' IS NOT NULL;
  CREATE TABLE IF NOT EXISTS status_changes (invoice_no TEXT, at INTEGER, from_status TEXT, to_status TEXT, cause TEXT);
  CREATE INDEX IF NOT EXISTS status_changes_of ON status_changes (invoice_no);
  CREATE TABLE IF NOT EXISTS counters (name TEXT PRIMARY KEY, value INTEGER) WITHOUT ROWID;
`;

const textOrNull = (value: unknown): string | null => (value === null ? null : String(value));
const contentOf = (row: Row) => JSON.parse(String(row['content'])) as Readonly<Record<string, unknown>>;
const keyOf = (row: Row): OrderKey => ({
  environment: row['environment'] === 'production' ? 'production' : 'test',
  sellerTaxNo: String(row['seller']),
  orderNo: String(row['order_no']),
});
const orderOf = (row: Row): OrderEntry => ({
  ...keyOf(row),
  state: row['state'] as OrderState,
  acceptedAt: Number(row['accepted_at']),
  invoiceNo: textOrNull(row['invoice_no']),
  content: contentOf(row),
});
const invoiceOf = (row: Row): InvoiceEntry => ({ ...keyOf(row), ...listedOf(row), content: contentOf(row) });
const changeOf = (row: Row): StatusChange => ({
  invoiceNo: String(row['invoice_no']),
  at: Number(row['at']),
  from: String(row['from_status']),
  to: String(row['to_status']),
  cause: String(row['cause']),
});

const statementsOf = (database: Database) => ({
  findOrder: database.prepare('SELECT * FROM orders WHERE environment = ? AND seller = ? AND order_no = ?'),
  findInvoice: database.prepare('SELECT * FROM invoices WHERE invoice_no = ?'),
  takeOrder: database.prepare('INSERT OR REPLACE INTO orders VALUES (?, ?, ?, ?, ?, ?, ?)'),
  addInvoice: database.prepare('INSERT INTO invoices VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)'),
  setStatus: database.prepare('UPDATE invoices SET status = ? WHERE invoice_no = ?'),
  setDelivered: database.prepare('UPDATE invoices SET status = ?, delivered_at = ? WHERE invoice_no = ?'),
  noteChange: database.prepare('INSERT INTO status_changes VALUES (?, ?, ?, ?, ?)'),
  count: database.prepare(
    "INSERT INTO counters VALUES ('invoice', 1) ON CONFLICT (name) DO UPDATE SET value = value + 1 RETURNING value",
  ),
  invoices: database.prepare('SELECT * FROM invoices ORDER BY issued_at, invoice_no'),
  orders: database.prepare('SELECT * FROM orders ORDER BY accepted_at, order_no'),
  processing: database.prepare("SELECT * FROM orders WHERE state = 'processing' ORDER BY accepted_at"),
  undelivered: database.prepare(
    "SELECT * FROM invoices WHERE delivered_at IS NULL AND status <> 'void' ORDER BY issued_at",
  ),
  reds: database.prepare(
    "SELECT * FROM invoices WHERE content ->> '$.originalInvoiceNo' = ? ORDER BY issued_at, invoice_no",
  ),
  history: database.prepare('SELECT * FROM status_changes WHERE invoice_no = ? ORDER BY rowid'),
});

const statusEntries = (
  database: Database,
  sql: Pick<ReturnType<typeof statementsOf>, 'setStatus' | 'setDelivered' | 'noteChange'>,
): Pick<Ledger, 'changeStatus' | 'noteDelivery'> => ({
  changeStatus: ({ invoiceNo, at, from, to, cause }) =>
    void database.write(() => {
      sql.setStatus.run(to, invoiceNo);
      sql.noteChange.run(invoiceNo, at, from, to, cause);
    }),
  noteDelivery: ({ invoiceNo, at, from, to, cause }) =>
    void database.write(() => {
      sql.setDelivered.run(to, at, invoiceNo);
      sql.noteChange.run(invoiceNo, at, from, to, cause);
    }),
});

/** Every method is one synchronous step: whatever arrives at once, one comes first (B-1). */
export const createLedger = (database: Database): Ledger => {
  database.execute(schema);
  const sql = statementsOf(database);
  const registers = {
    quotaMarks: createQuotaMarks(database),
    sheets: createSheets(database),
    buyerMarks: createBuyerMarks(database),
    paperStock: createPaperStock(database),
  };
  const quotaUse = createQuotaUse(database);
  return {
    findOrder: ({ environment, sellerTaxNo, orderNo }) => {
      const row = sql.findOrder.get(environment, sellerTaxNo, orderNo);
      return row ? orderOf(row) : null;
    },
    findInvoice: (invoiceNo) => {
      const row = sql.findInvoice.get(invoiceNo);
      return row ? invoiceOf(row) : null;
    },
    takeOrder: (order) =>
      void database.write(() =>
        sql.takeOrder.run(
          ...([order.environment, order.sellerTaxNo, order.orderNo, order.state, order.acceptedAt] as const),
          ...([order.invoiceNo, JSON.stringify(order.content)] as const),
        ),
      ),
    addInvoice: (invoice, { from, cause }) =>
      void database.write(() => {
        sql.addInvoice.run(
          ...([
            invoice.invoiceNo,
            invoice.environment,
            invoice.sellerTaxNo,
            invoice.orderNo,
            invoice.invoiceType,
          ] as const),
          ...([invoice.status, invoice.issuedAt, invoice.deliveredAt, invoice.buyerName] as const),
          ...([invoice.amount, invoice.tax, invoice.total, JSON.stringify(invoice.content)] as const),
        );
        sql.noteChange.run(invoice.invoiceNo, invoice.issuedAt, from, invoice.status, cause);
      }),
    ...statusEntries(database, sql),
    nextSequence: () => database.write(() => Number(sql.count.get()?.['value'])),
    usedQuota: quotaUse.used,
    useQuota: quotaUse.use,
    invoices: () => sql.invoices.all().map(invoiceOf),
    orders: () => sql.orders.all().map(orderOf),
    processingOrders: () => sql.processing.all().map(orderOf),
    undeliveredInvoices: () => sql.undelivered.all().map(invoiceOf),
    redsOf: (invoiceNo) => sql.reds.all(invoiceNo).map(invoiceOf),
    history: (invoiceNo) => sql.history.all(invoiceNo).map(changeOf),
    listing: createInvoiceListing(database),
    ...registers,
    together: (work) => database.write(work),
    committed: () => database.committed(),
    clear: () =>
      database.write(() => {
        database.execute('DELETE FROM orders; DELETE FROM invoices; DELETE FROM status_changes; DELETE FROM counters;');
        for (const book of [quotaUse, ...Object.values(registers)]) book.clear();
      }),
  };
};
