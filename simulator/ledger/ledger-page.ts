// The ledger page by page for those who look into the books: keys of invoices and orders, filtered, without reading the rest.
import type { LedgerQuery } from '../control/controlled.ts';
import type { Database } from './database.ts';
import type { InvoiceEntry, Ledger, OrderEntry } from './ledger.ts';

export type LedgerExcerpt = {
  readonly invoices: readonly InvoiceEntry[];
  readonly orders: readonly OrderEntry[];
  /** Of all that fit the filter. */
  readonly counts: { readonly invoices: number; readonly orders: number };
};

const fits = (status: string): string =>
  `(:seller IS NULL OR seller = :seller) AND (:order IS NULL OR order_no = :order) AND (:status IS NULL OR ${status} = :status)`;
const page = 'LIMIT :limit OFFSET :after';

/** In the order in which the whole ledger is shown. A page is read by its keys: contents with all their lines are large. */
export const readLedgerPage = (database: Database, ledger: Ledger, wanted: LedgerQuery): LedgerExcerpt => {
  const filter = { seller: wanted.sellerTaxNo, order: wanted.orderNo, status: wanted.status };
  const window = { after: wanted.after, limit: wanted.limit };
  const count = (table: string, status: string): number =>
    Number(database.prepare(`SELECT COUNT(*) AS n FROM ${table} WHERE ${fits(status)}`).get(filter)?.['n']);
  const invoices = database
    .prepare(`SELECT invoice_no FROM invoices WHERE ${fits('status')} ORDER BY issued_at, invoice_no ${page}`)
    .all({ ...filter, ...window });
  const orders = database
    .prepare(
      `SELECT environment, seller, order_no FROM orders WHERE ${fits('state')} ORDER BY accepted_at, order_no ${page}`,
    )
    .all({ ...filter, ...window });
  return {
    invoices: invoices.flatMap((row) => ledger.findInvoice(String(row['invoice_no'])) ?? []),
    orders: orders.flatMap((row) => {
      const environment = row['environment'] === 'production' ? 'production' : 'test';
      const key = { environment, sellerTaxNo: String(row['seller']), orderNo: String(row['order_no']) } as const;
      return ledger.findOrder(key) ?? [];
    }),
    counts: { invoices: count('invoices', 'status'), orders: count('orders', 'state') },
  };
};
