// The invoice in a bureau's answer: read with distrust, and compared with the order before it is adopted (C-8, C-9).
import { isDecimal, sameDecimal } from '../protocol/amount.ts';
import type { InvoiceStatus } from '../protocol/operations/invoice-issue.ts';
import { isStatus } from './policy/status.ts';

/** An invoice as the bureau has it; members beyond these are passed on as they came (P). */
export type Invoice = Readonly<Record<string, unknown>> & {
  readonly orderNo: string;
  /** 20 digits. */
  readonly invoiceNo: string;
  readonly status: InvoiceStatus;
  readonly amount: string;
  readonly tax: string;
  readonly total: string;
  readonly buyerName: string;
};

/** What the bureau has under a number: an invoice, or an order without one yet (`processing`) or ever (`failed`). */
export type OrderState =
  | { readonly kind: 'invoice'; readonly invoice: Invoice }
  | { readonly kind: 'no-invoice'; readonly status: 'processing' | 'failed' };

type Data = Readonly<Record<string, unknown>>;

const invoiceNoForm = /^[0-9]{20}$/;

const readDecimal = (value: unknown): string | null => (typeof value === 'string' && isDecimal(value) ? value : null);

const readInvoice = (data: Data, orderNo: string, status: InvoiceStatus): Invoice | null => {
  const { invoiceNo, buyerName } = data;
  const [amount, tax, total] = [readDecimal(data['amount']), readDecimal(data['tax']), readDecimal(data['total'])];
  if (typeof invoiceNo !== 'string' || !invoiceNoForm.test(invoiceNo) || typeof buyerName !== 'string') return null;
  if (amount === null || tax === null || total === null) return null;
  return { ...data, orderNo, invoiceNo, status, amount, tax, total, buyerName };
};

/** Reads `data` of 0000 or 4001; null when it is not about `orderNo` or lacks what P says it has (C-2: unreadable). */
export const readOrderState = (data: Data | null, orderNo: string): OrderState | null => {
  const status = data?.['status'];
  if (data === null || data['orderNo'] !== orderNo || !isStatus(status)) return null;
  if (status === 'processing' || status === 'failed') return { kind: 'no-invoice', status };
  const invoice = readInvoice(data, orderNo, status);
  return invoice === null ? null : { kind: 'invoice', invoice };
};

/** Reads an invoice that was asked for by its number; null when `data` is not about it or lacks what P says it has. */
export const readInvoiceByNo = (data: Data | null, invoiceNo: string): Invoice | null => {
  const { status, orderNo } = data ?? {};
  if (data === null || data['invoiceNo'] !== invoiceNo || typeof orderNo !== 'string' || !isStatus(status)) return null;
  return readInvoice(data, orderNo, status);
};

/** What an order says its invoice must be. */
export type Expected = {
  readonly amount: string;
  readonly tax: string;
  readonly total: string;
  readonly buyerName: string;
};

/**
 * In which of amount, tax, total and buyer name the invoice is not what was ordered, as far as that is known beforehand;
 * empty when it may be adopted (C-9).
 */
export const differencesFrom = (invoice: Invoice, expected: Partial<Expected>): string[] => {
  const amounts = (['amount', 'tax', 'total'] as const).filter((name) => {
    const known = expected[name];
    return known !== undefined && !sameDecimal(invoice[name], known);
  });
  const sameBuyer = expected.buyerName === undefined || invoice.buyerName === expected.buyerName;
  return sameBuyer ? amounts : [...amounts, 'buyerName'];
};
