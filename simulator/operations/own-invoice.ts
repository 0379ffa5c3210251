// An invoice by its number, where the application's sellers issued it in this environment.
import type { InvoiceEntry } from '../ledger/ledger.ts';
import type { OperationContext } from './decision.ts';

/** Null for a stranger's as for none: nothing is told of other taxpayers' invoices. */
export const findOwnInvoice = (
  invoiceNo: string,
  { ledger, environment, application }: Pick<OperationContext, 'ledger' | 'environment' | 'application'>,
): InvoiceEntry | null => {
  const invoice = ledger.findInvoice(invoiceNo);
  const own = invoice?.environment === environment && application.sellers.includes(invoice.sellerTaxNo);
  return own ? invoice : null;
};
