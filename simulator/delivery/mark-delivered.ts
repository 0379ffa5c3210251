// An issued invoice has reached its buyer: issued → delivered, with whoever brought it there (B-4, B-11).
import type { InvoiceEntry } from '../ledger/ledger.ts';
import type { OperationContext } from '../operations/decision.ts';

export type DeliveryCause = 'delivery to the digital accounts' | 'invoice.deliver' | 'first download';

/** What is delivered already, or has gone on from there, stays as it is. `at` in ms since the epoch. */
export const markDelivered = (
  invoice: InvoiceEntry,
  event: { readonly at: number; readonly cause: DeliveryCause },
  { ledger, statusChanged }: Pick<OperationContext, 'ledger' | 'statusChanged'>,
): void => {
  if (invoice.status !== 'issued') return;
  const change = { invoiceNo: invoice.invoiceNo, at: event.at, from: 'issued', to: 'delivered' };
  ledger.changeStatus({ ...change, cause: event.cause });
  statusChanged({ ...change, orderNo: invoice.orderNo });
};
