// An invoice as the ledger holds it, and as its rows are read: whole, or without content where many are listed.
import type { OrderKey } from './order-key.ts';

/** `content` is the payload as it was accepted; amounts are texts with two decimals; instants are epoch ms. */
export type InvoiceEntry = OrderKey & {
  readonly invoiceNo: string;
  readonly invoiceType: string;
  readonly status: string;
  readonly issuedAt: number;
  readonly deliveredAt: number | null;
  readonly buyerName: string;
  readonly amount: string;
  readonly tax: string;
  readonly total: string;
  readonly content: Readonly<Record<string, unknown>>;
};
export type ListedEntry = Omit<InvoiceEntry, 'environment' | 'content'>;

export type Row = Readonly<Record<string, unknown>>;

export const listedOf = (row: Row): ListedEntry => ({
  sellerTaxNo: String(row['seller']),
  orderNo: String(row['order_no']),
  invoiceNo: String(row['invoice_no']),
  invoiceType: String(row['type']),
  status: String(row['status']),
  issuedAt: Number(row['issued_at']),
  deliveredAt: row['delivered_at'] === null ? null : Number(row['delivered_at']),
  buyerName: String(row['buyer_name']),
  amount: String(row['amount']),
  tax: String(row['tax']),
  total: String(row['total']),
});
