// What was under way when the bureau stopped is taken up again at its start (B-2, B-4).
import { scheduleExpiry } from '../red/sheet-flow.ts';
import { type Issuing, scheduleDelivery, scheduleIssue } from './issuing.ts';

/** Accepted orders are issued and issued invoices delivered when due; what is overdue happens at once. */
export const takeUpOpenOrders = (issuing: Issuing): void => {
  for (const order of issuing.ledger.processingOrders()) scheduleIssue(order, issuing);
  for (const sheet of issuing.ledger.sheets.waiting()) scheduleExpiry(sheet, issuing);
  for (const invoice of issuing.ledger.undeliveredInvoices()) scheduleDelivery(invoice, issuing);
};
