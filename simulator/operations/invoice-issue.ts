// `invoice.issue`: seller and type, order look-up, all rules, limits, stock and quota; then the invoice or its acceptance (E-6, B-1).
import { fenOf, writeFen } from '../../protocol/amount.ts';
import type { InvoiceIssue } from '../../protocol/operations/invoice-issue.ts';
import type { ParamError } from '../../protocol/param-error.ts';
import { dropEmpty } from '../../protocol/payload.ts';
import { type Refusal, verdictOf } from '../gates/verdict.ts';
import type { OrderEntry } from '../ledger/ledger.ts';
import { contentKey } from '../ledger/order-content.ts';
import type { Seller } from '../registry.ts';
import { judgeInvoice } from '../rules/judge-invoice.ts';
import type { Decision, GateVerdict, Operation, OperationContext } from './decision.ts';
import { viewInvoice } from './invoice-view.ts';
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
      expected: `one of ${context.application.sellers.join(', ')}`,
      received: taxNo.slice(0, 40),
    };
  if (seller.state === 'suspended')
    return { returnCode: '2001', expected: 'an active taxpayer', received: `${taxNo} is suspended` };
  const known = ['81', '82', '85', '86'].includes(type);
  if (known && !seller.types.some((approved) => approved === type))
    return { returnCode: '2001', expected: `an approved type: ${seller.types.join(', ')}`, received: type };
  return null;
};

const refuse = (
  refusal: Refusal,
  verdicts: readonly GateVerdict[],
  data: Record<string, unknown> | null = null,
): Decision => ({
  returnCode: refusal.returnCode,
  data,
  invoiceNo: null,
  verdicts,
});

/** 4001, 4002 and 4003; a failed order binds nothing (B-1). */
const lookUp = (
  order: Members,
  context: OperationContext,
): { readonly refusal: Refusal | null; readonly present: OrderEntry | null } => {
  const key = {
    environment: context.environment,
    sellerTaxNo: textOf(members(order['seller'])['taxNo']),
    orderNo: textOf(order['orderNo']),
  };
  const present = context.ledger.findOrder(key);
  if (!present || present.state === 'failed') return { refusal: null, present: null };
  const about = { expected: 'an order number that is free, or the same content', received: key.orderNo };
  if (contentKey(present.content) !== contentKey(order)) return { refusal: { returnCode: '4002', ...about }, present };
  return { refusal: { returnCode: present.state === 'processing' ? '4003' : '4001', ...about }, present };
};

const judgeLimit = (order: InvoiceIssue, seller: Seller): Refusal | null => {
  const limit = seller.limits?.[order.invoiceType];
  const exceeded = limit !== undefined && (fenOf(order.amount) ?? 0n) > (fenOf(limit) ?? 0n);
  return exceeded
    ? { returnCode: '4102', expected: `at most ${limit} for type ${order.invoiceType}`, received: order.amount }
    : null;
};

/** Paper types need blank paper; this bureau has none in stock. */
const judgeStock = (order: InvoiceIssue): Refusal | null =>
  order.invoiceType === '85' || order.invoiceType === '86'
    ? { returnCode: '4103', expected: 'blank paper invoices in stock', received: 'none' }
    : null;

const judgeQuota = (order: InvoiceIssue, available: bigint): Refusal | null =>
  (fenOf(order.amount) ?? 0n) > available
    ? { returnCode: '4101', expected: `at most ${writeFen(available)} this month`, received: order.amount }
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
  ledger.useQuota(seller.taxNo, periodOf(now), fenOf(order.amount) ?? 0n);
  if (context.settings.issue === 'asynchronous') {
    const taken = { ...entry, state: 'processing' as const };
    ledger.takeOrder(taken);
    scheduleIssue(taken, context);
    return { returnCode: '0001', data: { orderNo: order.orderNo, status: 'processing' }, invoiceNo: null };
  }
  const invoice = issueInvoice({ ...entry, state: 'issued' }, now, context);
  return { returnCode: '0000', data: viewInvoice(invoice), invoiceNo: invoice.invoiceNo };
};

const rulesRefusal = (errors: readonly ParamError[]): Refusal | null => {
  const [first] = errors;
  return first
    ? {
        returnCode: '1001',
        expected: `a payload without errors (first: ${first.rule} ${first.field})`,
        received: `${errors.length} errors: ${first.message}`,
      }
    : null;
};

const execute = (payload: unknown, context: OperationContext): Decision => {
  const order = members(dropEmpty(payload));
  const verdicts: GateVerdict[] = [];
  const gate = (name: string, clause: string, refusal: Refusal | null): Refusal | null => {
    verdicts.push(verdictOf(name, clause, refusal));
    return refusal;
  };
  const foreign = gate('seller-and-type', 'P-1', judgeSeller(order, context));
  if (foreign) return refuse(foreign, verdicts);
  const { refusal: taken, present } = lookUp(order, context);
  if (gate('order-look-up', 'B-1', taken) && taken) {
    const invoice = present?.invoiceNo ? context.ledger.findInvoice(present.invoiceNo) : null;
    const data = taken.returnCode === '4001' && invoice ? viewInvoice(invoice) : null;
    return { ...refuse(taken, verdicts, data), invoiceNo: invoice?.invoiceNo ?? null };
  }
  const errors = judgeInvoice(order, context);
  const wrong = gate('payload-rules', 'P', rulesRefusal(errors));
  if (wrong) return refuse(wrong, verdicts, { errors });
  const invoice = order as unknown as InvoiceIssue;
  const seller = context.sellers.get(invoice.seller.taxNo);
  if (!seller) throw new Error('the rules let an order of an unknown seller pass');
  const limit = gate('limit', 'R', judgeLimit(invoice, seller));
  if (limit) return refuse(limit, verdicts);
  const stock = gate('paper-stock', 'R', judgeStock(invoice));
  if (stock) return refuse(stock, verdicts);
  const available = availableFen(context.ledger, seller, context.now);
  const quota = gate('quota', 'B-7', judgeQuota(invoice, available));
  if (quota) return refuse(quota, verdicts, { required: invoice.amount, available: writeFen(available) });
  return { ...accept(invoice, seller, context), verdicts };
};

export const invoiceIssue: Operation = {
  interface: 'invoice.issue',
  orderNoOf: (payload) => textOf(members(payload)['orderNo']) || null,
  execute,
};
