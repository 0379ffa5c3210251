// An invoice as the bureau shows it: in the answers of issue, query and 4001.
import { writeDateTime } from '../../protocol/timestamp.ts';
import type { InvoiceEntry } from '../ledger/ledger.ts';
import type { OperationContext } from './decision.ts';

/** Amounts as they were issued; a red one names its `original`, a reversed one its `redInvoices`; times in UTC+8; without `documents` while there are none (B-4). */
export const viewInvoice = (
  invoice: InvoiceEntry,
  { documentsOf, ledger }: Pick<OperationContext, 'documentsOf' | 'ledger'>,
): Record<string, unknown> => {
  const documents = documentsOf(invoice);
  const { originalInvoiceNo, paperCode, paperNo } = invoice.content;
  // Only a reversed invoice has any: a fresh one is not looked for.
  const reversed = invoice.status.startsWith('red-');
  const redInvoices = reversed ? ledger.redsOf(invoice.invoiceNo).map(({ invoiceNo }) => invoiceNo) : [];
  return {
    orderNo: invoice.orderNo,
    invoiceNo: invoice.invoiceNo,
    issuedAt: writeDateTime(invoice.issuedAt),
    status: invoice.status,
    ...(invoice.deliveredAt === null ? {} : { deliveredAt: writeDateTime(invoice.deliveredAt) }),
    amount: invoice.amount,
    tax: invoice.tax,
    total: invoice.total,
    buyerName: invoice.buyerName,
    ...(paperCode === undefined ? {} : { paperCode, paperNo }),
    ...(originalInvoiceNo === undefined ? {} : { original: originalInvoiceNo }),
    ...(redInvoices.length === 0 ? {} : { redInvoices }),
    ...(documents ? { documents } : {}),
  };
};
