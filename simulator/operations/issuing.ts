// Writing an invoice into the ledger, and what then happens to it on its own (B-3, B-4).
import { fenOf } from '../../protocol/amount.ts';
import { markDelivered } from '../delivery/mark-delivered.ts';
import { isPrivateBuyer } from '../delivery/private-buyer.ts';
import { judgeSellerStanding } from '../gates/seller-standing.ts';
import { invoiceNumber } from '../ledger/invoice-number.ts';
import type { InvoiceEntry, Ledger, OrderEntry, OrderKey } from '../ledger/ledger.ts';
import type { Paper } from '../ledger/paper-stock.ts';
import type { Profile } from '../profiles/profile.ts';
import type { Seller } from '../register/seller.ts';
import type { TenantSettings } from '../register/tenant-settings.ts';
import type { OperationContext } from './decision.ts';
import { fillFromRegister } from './filled-content.ts';
import { periodOf } from './quota.ts';

/** `now` in ms since the epoch: nothing happens earlier, also not what was due while the bureau was stopped. */
export type Issuing = Pick<OperationContext, 'schedule' | 'statusChanged' | 'tempo'> & {
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
  const delayMs = issuing.settings.deliveryDelayMs + (issuing.tempo?.deliveryDelayMs(invoice.orderNo) ?? 0);
  const dueAt = Math.max(invoice.issuedAt + delayMs, issuing.now);
  issuing.schedule(dueAt, () => {
    const present = issuing.ledger.findInvoice(invoice.invoiceNo);
    // After a reset the same number may be another invoice's, whose own time has yet to come.
    if (present?.issuedAt === invoice.issuedAt)
      markDelivered(present, { at: dueAt, cause: 'delivery to the digital accounts' }, issuing);
  });
};

/** The next number of this year and region (B-3). */
export const nextInvoiceNo = (now: number, { ledger, profile }: Pick<Issuing, 'ledger' | 'profile'>): string =>
  invoiceNumber({
    issuedAt: now,
    region: profile.region,
    channel: profile.channel,
    sequence: ledger.nextSequence(),
  });

/** Enters an invoice of this content, blue or red, and sees to its delivery. */
export const enterInvoice = (
  made: { readonly key: OrderKey; readonly invoiceNo: string; readonly content: Readonly<Record<string, unknown>> },
  origin: { readonly from: 'none' | 'processing'; readonly cause: string },
  issuing: Issuing,
): InvoiceEntry => {
  const { key, invoiceNo, content } = made;
  const text = (name: string) => String(content[name]);
  const invoice: InvoiceEntry = {
    ...key,
    invoiceNo,
    invoiceType: text('invoiceType'),
    status: 'issued',
    issuedAt: issuing.now,
    deliveredAt: null,
    buyerName: String((content['buyer'] as { readonly name?: unknown }).name),
    ...{ amount: text('amount'), tax: text('tax'), total: text('total') },
    content,
  };
  issuing.ledger.addInvoice(invoice, origin);
  issuing.statusChanged({ invoiceNo, at: issuing.now, ...origin, to: 'issued', orderNo: key.orderNo });
  scheduleDelivery(invoice, issuing);
  return invoice;
};

const keyOf = ({ environment, sellerTaxNo, orderNo }: OrderKey): OrderKey => ({ environment, sellerTaxNo, orderNo });

/** Paper types are printed on the next blank of the seller (B-6); null: there is none left. */
const takePaper = (order: OrderEntry, { ledger }: Issuing): Paper | Record<string, never> | null => {
  const type = order.content['invoiceType'];
  return type === '85' || type === '86' ? ledger.paperStock.take(order.sellerTaxNo, type) : {};
};

/** Issues an order that was taken, at `issuing.now`; it is bound from then on (B-1). Null: no blank paper is left. */
export const issueInvoice = (order: OrderEntry, issuing: Issuing): InvoiceEntry | null => {
  const { ledger, now } = issuing;
  return ledger.together(() => {
    const paper = takePaper(order, issuing);
    if (!paper) return null;
    const invoiceNo = nextInvoiceNo(now, issuing);
    const content = { ...fillFromRegister(order.content, issuing.sellers.get(order.sellerTaxNo)), ...paper };
    const from = order.state === 'processing' ? 'processing' : 'none';
    const cause = from === 'none' ? 'invoice.issue' : 'issue of an accepted order';
    ledger.takeOrder({ ...order, state: 'issued', invoiceNo });
    return enterInvoice({ key: keyOf(order), invoiceNo, content }, { from, cause }, issuing);
  });
};

/** Its number is free again, and its quota the seller's (B-1, B-7). */
const failOrder = (order: OrderEntry, cause: string, { ledger, now, statusChanged }: Issuing): void => {
  const taken = fenOf(String(order.content['amount'])) ?? 0n;
  ledger.together(() => {
    ledger.takeOrder({ ...order, state: 'failed' });
    ledger.useQuota(order, periodOf(order.acceptedAt), -taken);
  });
  statusChanged({ invoiceNo: null, at: now, from: 'processing', to: 'failed', orderNo: order.orderNo, cause });
};

/** Issues an accepted order when its time has come; it fails when its seller may not issue any longer (B-14), or has no paper. */
export const scheduleIssue = (order: OrderEntry, issuing: Issuing): void => {
  const delayMs = issuing.settings.issueDelayMs + (issuing.tempo?.issueDelayMs(order.orderNo) ?? 0);
  const dueAt = Math.max(order.acceptedAt + delayMs, issuing.now);
  issuing.schedule(dueAt, () => {
    const present = issuing.ledger.findOrder(order);
    // After a reset the same number may be another order's, whose own time has yet to come.
    if (present?.state !== 'processing' || present.acceptedAt !== order.acceptedAt) return;
    const due = { ...issuing, now: dueAt };
    const seller = issuing.sellers.get(order.sellerTaxNo);
    const barred = seller ? judgeSellerStanding(seller) : { received: `${order.sellerTaxNo} is no seller here` };
    if (barred) failOrder(present, barred.received, due);
    else if (!issueInvoice(present, due)) failOrder(present, 'no blank paper is left', due);
  });
};
