// What was under way when the bureau stopped is taken up again at its start (B-2, B-4).
import { type Issuing, scheduleDelivery, scheduleIssue } from './issuing.ts';

/** Accepted orders are issued and issued invoices delivered when due; what is overdue happens at once. */
export const takeUpOpenOrders = (issuing: Issuing & { readonly now: number }): void => {
  for (const order of issuing.ledger.orders()) {
    if (order.state === 'processing') scheduleIssue(order, issuing);
    const invoice = order.invoiceNo === null ? null : issuing.ledger.findInvoice(order.invoiceNo);
    if (invoice?.status === 'issued') scheduleDelivery(invoice, order, issuing);
  }
};
