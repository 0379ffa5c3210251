// An invoice as the bureau shows it: in the answers of issue, query and 4001.
import { writeDateTime } from '../../protocol/timestamp.ts';
import type { InvoiceEntry } from '../ledger/ledger.ts';

/** Amounts as they were issued; times in UTC+8. */
export const viewInvoice = (invoice: InvoiceEntry): Record<string, unknown> => ({
  orderNo: invoice.orderNo,
  invoiceNo: invoice.invoiceNo,
  issuedAt: writeDateTime(invoice.issuedAt),
  status: invoice.status,
  ...(invoice.deliveredAt === null ? {} : { deliveredAt: writeDateTime(invoice.deliveredAt) }),
  amount: invoice.amount,
  tax: invoice.tax,
  total: invoice.total,
  buyerName: invoice.buyerName,
});
