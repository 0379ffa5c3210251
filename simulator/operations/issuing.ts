// Writing an invoice into the ledger, and what then happens to it on its own (B-3, B-4).
import { fenOf } from '../../protocol/amount.ts';
import { markDelivered } from '../delivery/mark-delivered.ts';
import { isPrivateBuyer } from '../delivery/private-buyer.ts';
import { judgeSellerStanding } from '../gates/seller-standing.ts';
import { invoiceNumber } from '../ledger/invoice-number.ts';
import type { InvoiceEntry, Ledger, OrderEntry } from '../ledger/ledger.ts';
import type { Profile } from '../profiles/profile.ts';
import type { Seller } from '../register/seller.ts';
import type { TenantSettings } from '../register/tenant-settings.ts';
import type { OperationContext } from './decision.ts';
import { fillFromRegister } from './filled-content.ts';
import { periodOf } from './quota.ts';

/** `now` in ms since the epoch: nothing happens earlier, also not what was due while the bureau was stopped. */
export type Issuing = Pick<OperationContext, 'schedule' | 'statusChanged'> & {
  readonly now: number;
  readonly ledger: Ledger;
  readonly profile: Profile;
  readonly settings: TenantSettings;
  /** As they are when it is asked: an accepted order is issued by the register of its later hour. */
  readonly sellers: ReadonlyMap<string, Seller>;
};

/** Not on its own to an individual without a tax number: only `delivery` reaches one (B-4). */
export const isDeliveredAlone = (invoice: InvoiceEntry): boolean =>
  !isPrivateBuyer(invoice) || Boolean(invoice.content['delivery']);

/** After the delay the invoice is in both parties' digital accounts. */
export const scheduleDelivery = (invoice: InvoiceEntry, issuing: Issuing): void => {
  if (!isDeliveredAlone(invoice) || issuing.settings.deliveryAfterQueries !== undefined) return;
  const dueAt = Math.max(invoice.issuedAt + issuing.settings.deliveryDelayMs, issuing.now);
  issuing.schedule(dueAt, () => {
    const present = issuing.ledger.findInvoice(invoice.invoiceNo);
    // After a reset the same number may be another invoice's, whose own time has yet to come.
    if (present?.issuedAt === invoice.issuedAt)
      markDelivered(present, { at: dueAt, cause: 'delivery to the digital accounts' }, issuing);
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
  const content = fillFromRegister(order.content, issuing.sellers.get(order.sellerTaxNo));
  const text = (name: string) => String(content[name]);
  const { environment, sellerTaxNo, orderNo } = order;
  const invoice: InvoiceEntry = {
    ...{ environment, sellerTaxNo, orderNo, invoiceNo },
    invoiceType: text('invoiceType'),
    status: 'issued',
    issuedAt: now,
    deliveredAt: null,
    buyerName: String((content['buyer'] as { readonly name?: unknown }).name),
    ...{ amount: text('amount'), tax: text('tax'), total: text('total') },
    content,
  };
  const from = order.state === 'processing' ? 'processing' : 'none';
  ledger.together(() => {
    ledger.takeOrder({ ...order, state: 'issued', invoiceNo });
    ledger.addInvoice(invoice, { from, cause: from === 'none' ? 'invoice.issue' : 'issue of an accepted order' });
  });
  issuing.statusChanged({ invoiceNo, at: now, from, to: 'issued', orderNo });
  scheduleDelivery(invoice, issuing);
  return invoice;
};

/** Its number is free again, and its quota the seller's (B-1, B-7). */
const failOrder = (order: OrderEntry, now: number, { ledger, statusChanged }: Issuing): void => {
  const fen = fenOf(String(order.content['amount'])) ?? 0n;
  ledger.together(() => {
    ledger.takeOrder({ ...order, state: 'failed' });
    ledger.useQuota(order.sellerTaxNo, periodOf(order.acceptedAt), -fen);
  });
  statusChanged({ orderNo: order.orderNo, invoiceNo: null, from: 'processing', to: 'failed', at: now });
};

/** Issues an accepted order when its time has come; it fails when its seller may not issue any longer (B-14). */
export const scheduleIssue = (order: OrderEntry, issuing: Issuing): void => {
  const dueAt = Math.max(order.acceptedAt + issuing.settings.issueDelayMs, issuing.now);
  issuing.schedule(dueAt, () => {
    const present = issuing.ledger.findOrder(order);
    // After a reset the same number may be another order's, whose own time has yet to come.
    if (present?.state !== 'processing' || present.acceptedAt !== order.acceptedAt) return;
    const seller = issuing.sellers.get(order.sellerTaxNo);
    if (seller && !judgeSellerStanding(seller)) issueInvoice(present, dueAt, issuing);
    else failOrder(present, dueAt, issuing);
  });
};
