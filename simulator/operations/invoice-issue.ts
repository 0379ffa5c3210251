// `invoice.issue`: seller and type, order look-up, all rules, limits, stock and quota; then the invoice or its acceptance (E-6, B-1).
import { fenOf, writeFen } from '../../protocol/amount.ts';
import type { InvoiceIssue } from '../../protocol/operations/invoice-issue.ts';
import { dropEmpty } from '../../protocol/payload.ts';
import { judgeCallbackUrl } from '../delivery/callback-url.ts';
import { judgeSellerStanding } from '../gates/seller-standing.ts';
import type { Refusal } from '../gates/verdict.ts';
import type { InvoiceEntry, OrderEntry } from '../ledger/ledger.ts';
import { contentKey } from '../ledger/order-content.ts';
import type { Profile } from '../profiles/profile.ts';
import type { Seller } from '../register/seller.ts';
import { judgeInvoice } from '../rules/judge-invoice.ts';
import { show } from '../rules/rule.ts';
import { openGates, type RefusalWithData, refuseErrors } from './decide-gates.ts';
import type { Decision, Operation, OperationContext } from './decision.ts';
import { fillFromRegister } from './filled-content.ts';
import { viewInvoice } from './invoice-view.ts';
import { isTakenForLater } from './issue-load.ts';
import { issueInvoice, scheduleIssue } from './issuing.ts';
import { availableFen, periodOf } from './quota.ts';

type Members = Readonly<Record<string, unknown>>;
const members = (value: unknown): Members => (typeof value === 'object' && value !== null ? (value as Members) : {});
const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

/** Seller and type come before the look-up and before the rules; what is missing is left to the rules (1001). */
const judgeSeller = (order: Members, context: OperationContext): Refusal | null => {
  const taxNo = textOf(members(order['seller'])['taxNo']);
  const type = textOf(order['invoiceType']);
  if (taxNo === '') return null;
  const seller = context.application.sellers.includes(taxNo) ? context.sellers.get(taxNo) : undefined;
  if (!seller)
    return {
      returnCode: '2001',
      expected: `a seller of this application: ${context.application.sellers.join(', ')}`,
      received: show(taxNo),
    };
  const standing = judgeSellerStanding(seller);
  if (standing) return standing;
  const known = ['81', '82', '85', '86'].includes(type);
  if (known && !seller.types.some((approved) => approved === type))
    return { returnCode: '2001', expected: `an approved type: ${seller.types.join(', ')}`, received: type };
  return null;
};

/** Equal as sent, or equal as printed: a resend may name what was filled in from the register, or leave it out (B-1). */
const isSameContent = (
  order: Members,
  present: OrderEntry,
  about: { invoice: InvoiceEntry | null; seller?: Seller },
) => {
  if (contentKey(present.content) === contentKey(order)) return true;
  const printed = about.invoice?.content ?? fillFromRegister(present.content, about.seller);
  return contentKey(printed) === contentKey(fillFromRegister(order, about.seller));
};

/** 4002, 4003 and 4001; a failed order binds nothing (B-1). */
const lookUp = (order: Members, context: OperationContext): RefusalWithData | null => {
  const { environment, ledger, sellers } = context;
  const sellerTaxNo = textOf(members(order['seller'])['taxNo']);
  const orderNo = textOf(order['orderNo']);
  const present = ledger.findOrder({ environment, sellerTaxNo, orderNo });
  if (!present || present.state === 'failed') return null;
  const invoice = present.invoiceNo === null ? null : ledger.findInvoice(present.invoiceNo);
  const seller = sellers.get(sellerTaxNo);
  const about = invoice ? { invoiceNo: invoice.invoiceNo } : {};
  if (!isSameContent(order, present, { invoice, ...(seller ? { seller } : {}) }))
    return {
      ...about,
      returnCode: '4002',
      expected: 'the content this order number was first sent with',
      received: `${show(orderNo)} with other content`,
    };
  const again = { expected: 'an order that was not sent before', received: `${show(orderNo)} again` };
  return invoice
    ? { ...about, ...again, returnCode: '4001', data: viewInvoice(invoice, context) }
    : { ...again, returnCode: '4003' };
};

/** The seller's own limit, else the profile's for every seller. */
const judgeLimit = (order: InvoiceIssue, seller: Seller, { amountLimits }: Profile): Refusal | null => {
  const limit = seller.limits?.[order.invoiceType] ?? amountLimits[order.invoiceType];
  const exceeded = limit !== undefined && (fenOf(order.amount) ?? 0n) > (fenOf(limit) ?? 0n);
  return exceeded
    ? { returnCode: '4102', expected: `at most ${limit} for type ${order.invoiceType}`, received: order.amount }
    : null;
};

/** Paper types need blank paper (B-6). */
const judgeStock = (order: InvoiceIssue, seller: Seller, { ledger }: OperationContext): Refusal | null =>
  (order.invoiceType === '85' || order.invoiceType === '86') &&
  ledger.paperStock.left(seller.taxNo, order.invoiceType) === 0
    ? { returnCode: '4103', expected: `blank paper invoices of type ${order.invoiceType} in stock`, received: 'none' }
    : null;

const judgeQuota = (order: InvoiceIssue, available: bigint): RefusalWithData | null =>
  (fenOf(order.amount) ?? 0n) > available
    ? {
        returnCode: '4101',
        expected: `at most ${writeFen(available)} this month`,
        received: order.amount,
        data: { required: order.amount, available: writeFen(available) },
      }
    : null;

const accept = (
  order: InvoiceIssue,
  seller: Seller,
  context: OperationContext,
): { returnCode: string; data: Record<string, unknown>; invoiceNo: string | null } => {
  const { ledger, now, environment } = context;
  const entry = {
    environment,
    sellerTaxNo: seller.taxNo,
    orderNo: order.orderNo,
    acceptedAt: now,
    invoiceNo: null,
    content: order,
  };
  if (order.callbackUrl !== undefined) context.subscribe(entry, order.callbackUrl);
  const useQuota = () => ledger.useQuota(entry, periodOf(now), fenOf(order.amount) ?? 0n);
  if (isTakenForLater(context) || context.tempo?.takesForLater(order.orderNo)) {
    const taken = { ...entry, state: 'processing' as const };
    ledger.together(() => {
      useQuota();
      ledger.takeOrder(taken);
    });
    const { orderNo } = order;
    context.statusChanged({
      orderNo,
      invoiceNo: null,
      from: 'none',
      to: 'processing',
      at: now,
      cause: 'invoice.issue',
    });
    scheduleIssue(taken, context);
    return { returnCode: '0001', data: { orderNo: order.orderNo, status: 'processing' }, invoiceNo: null };
  }
  const invoice = ledger.together(() => {
    useQuota();
    return issueInvoice({ ...entry, state: 'issued' }, context);
  });
  if (!invoice) throw new Error('the gate on paper stock let an order pass for which there is none');
  return { returnCode: '0000', data: viewInvoice(invoice, context), invoiceNo: invoice.invoiceNo };
};

const execute = (payload: unknown, context: OperationContext): Decision => {
  const order = members(dropEmpty(payload));
  const { pass, decide } = openGates();
  const refused =
    pass('seller-and-type', 'P-1', judgeSeller(order, context)) ?? pass('order-look-up', 'B-1', lookUp(order, context));
  if (refused) return refused;
  const errors = [...judgeInvoice(order, context), ...judgeCallbackUrl(order, context.callbackHosts)];
  const wrong = pass('payload-rules', 'P', refuseErrors(errors));
  if (wrong) return wrong;
  const invoice = order as unknown as InvoiceIssue;
  const seller = context.sellers.get(invoice.seller.taxNo);
  if (!seller) throw new Error('the rules let an order of an unknown seller pass');
  const short =
    pass('limit', 'R', judgeLimit(invoice, seller, context.profile)) ??
    pass('paper-stock', 'R', judgeStock(invoice, seller, context)) ??
    pass('quota', 'B-7', judgeQuota(invoice, availableFen(context, seller)));
  if (short) return short;
  const { returnCode, data, invoiceNo } = accept(invoice, seller, context);
  return decide(returnCode, data, invoiceNo);
};

export const invoiceIssue: Operation = {
  interface: 'invoice.issue',
  orderNoOf: (payload) => textOf(members(payload)['orderNo']) || null,
  execute,
};
