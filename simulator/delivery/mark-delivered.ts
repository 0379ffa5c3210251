// An invoice has reached its buyer: a fact beside its status, and issued → delivered where nothing else has befallen it (B-4, B-11, B-12).
import type { InvoiceEntry } from '../ledger/ledger.ts';
import type { OperationContext, StatusChange } from '../operations/decision.ts';

export type DeliveryCause = 'delivery to the digital accounts' | 'invoice.deliver' | 'first download';

/** A reversed invoice still goes to both parties; a void one is none any longer. */
export const isToBeDelivered = ({ deliveredAt, status }: InvoiceEntry): boolean =>
  deliveredAt === null && status !== 'void';

/** What was reversed before it was delivered is so without changing its status. */
export const isDelivery = ({ from, to }: Pick<StatusChange, 'from' | 'to'>): boolean =>
  to === 'delivered' || from === to;

/** What is delivered already stays as it is. `at` in ms since the epoch. */
export const markDelivered = (
  invoice: InvoiceEntry,
  event: { readonly at: number; readonly cause: DeliveryCause },
  { ledger, statusChanged }: Pick<OperationContext, 'ledger' | 'statusChanged'>,
): void => {
  if (!isToBeDelivered(invoice)) return;
  const from = invoice.status;
  const to = from === 'issued' ? 'delivered' : from;
  const change = { invoiceNo: invoice.invoiceNo, at: event.at, from, to, cause: event.cause };
  ledger.noteDelivery(change);
  statusChanged({ ...change, orderNo: invoice.orderNo });
};
