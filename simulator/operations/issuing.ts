// Writing an invoice into the ledger, and what then happens to it on its own (B-3, B-4).
import { invoiceNumber } from '../ledger/invoice-number.ts';
import type { InvoiceEntry, Ledger, OrderEntry } from '../ledger/ledger.ts';
import type { Profile } from '../profiles/profile.ts';
import type { TenantSettings } from '../registry.ts';
import type { OperationContext } from './decision.ts';

export type Issuing = Pick<OperationContext, 'schedule' | 'statusChanged'> & {
  readonly ledger: Ledger;
  readonly profile: Profile;
  readonly settings: TenantSettings;
};

/** Not on its own to an individual without a tax number: only `delivery` reaches one (B-4). */
const isDeliveredAlone = (order: OrderEntry): boolean => {
  const buyer = order.content['buyer'] as { readonly kind?: string; readonly taxNo?: string };
  return buyer.kind !== 'individual' || Boolean(buyer.taxNo) || Boolean(order.content['delivery']);
};

/** After the delay the invoice is in both parties' digital accounts. */
export const scheduleDelivery = (invoice: InvoiceEntry, order: OrderEntry, issuing: Issuing): void => {
  if (!isDeliveredAlone(order)) return;
  const dueAt = invoice.issuedAt + issuing.settings.deliveryDelayMs;
  issuing.schedule(dueAt, () => {
    if (issuing.ledger.findInvoice(invoice.invoiceNo)?.status !== 'issued') return;
    const change = {
      invoiceNo: invoice.invoiceNo,
      at: dueAt,
      from: 'issued',
      to: 'delivered',
    };
    issuing.ledger.changeStatus({ ...change, cause: 'delivery to the digital accounts' });
    issuing.statusChanged({ ...change, orderNo: invoice.orderNo });
  });
};

/** Issues an order that was taken; the order is bound from then on (B-1). */
export const issueInvoice = (order: OrderEntry, now: number, issuing: Issuing): InvoiceEntry => {
  const { ledger, profile } = issuing;
  const invoiceNo = invoiceNumber({
    issuedAt: now,
    region: profile.region,
    channel: profile.channel,
    sequence: ledger.nextSequence(),
  });
  const text = (name: string) => String(order.content[name]);
  const { environment, sellerTaxNo, orderNo } = order;
  const invoice: InvoiceEntry = {
    ...{ environment, sellerTaxNo, orderNo, invoiceNo },
    invoiceType: text('invoiceType'),
    status: 'issued',
    issuedAt: now,
    deliveredAt: null,
    buyerName: String((order.content['buyer'] as { readonly name?: unknown }).name),
    ...{ amount: text('amount'), tax: text('tax'), total: text('total') },
    content: order.content,
  };
  ledger.takeOrder({ ...order, state: 'issued', invoiceNo });
  ledger.addInvoice(invoice);
  issuing.statusChanged({
    invoiceNo,
    at: now,
    from: order.state === 'processing' ? 'processing' : 'none',
    to: 'issued',
    orderNo,
  });
  scheduleDelivery(invoice, order, issuing);
  return invoice;
};

/** Issues an accepted order when its time has come. */
export const scheduleIssue = (order: OrderEntry, issuing: Issuing): void => {
  const dueAt = order.acceptedAt + issuing.settings.issueDelayMs;
  issuing.schedule(dueAt, () => {
    const present = issuing.ledger.findOrder(order);
    if (present?.state === 'processing') issueInvoice(present, dueAt, issuing);
  });
};
