// `invoice.query`: what became of an order or an invoice (section P).
import { isToBeDelivered, markDelivered } from '../delivery/mark-delivered.ts';
import type { InvoiceEntry, Ledger, OrderEntry } from '../ledger/ledger.ts';
import { openGates, refuseErrors } from './decide-gates.ts';
import type { Decision, Operation, OperationContext } from './decision.ts';
import { viewInvoice } from './invoice-view.ts';
import { isDeliveredAlone } from './issuing.ts';
import { findOwnInvoice } from './own-invoice.ts';

type Question = { readonly orderNo: string | null; readonly invoiceNo: string | null };

const textOf = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null);
const read = (payload: unknown): Question => {
  const members = (payload ?? {}) as Readonly<Record<string, unknown>>;
  return { orderNo: textOf(members['orderNo']), invoiceNo: textOf(members['invoiceNo']) };
};

type Found = { readonly order: OrderEntry | null; readonly invoice: InvoiceEntry | null };

const nothing: Found = { order: null, invoice: null };

/** Issued at once, and nothing has befallen it since: what was accepted first is seen all the time. */
const isFresh = ({ status, issuedAt, deliveredAt }: InvoiceEntry, { acceptedAt }: OrderEntry): boolean =>
  status === 'issued' && deliveredAt === null && issuedAt === acceptedAt;

/** Only what belongs to the application's sellers in this environment, and of that what the query sees already. */
const find = ({ orderNo, invoiceNo }: Question, context: OperationContext): Found => {
  const { ledger, environment, application } = context;
  if (invoiceNo !== null) {
    return { order: null, invoice: findOwnInvoice(invoiceNo, context) };
  }
  for (const sellerTaxNo of application.sellers) {
    const order = ledger.findOrder({ environment, sellerTaxNo, orderNo: orderNo ?? '' });
    if (!order) continue;
    const invoice = order.invoiceNo === null ? null : ledger.findInvoice(order.invoiceNo);
    return invoice && isFresh(invoice, order) && context.tempo?.hides(invoice, context.now)
      ? nothing
      : { order, invoice };
  }
  return nothing;
};

const paramErrors = ({ orderNo, invoiceNo }: Question) => {
  if (orderNo === null && invoiceNo === null)
    return [{ field: '', rule: 'P', message: 'one of orderNo and invoiceNo is required' }];
  if (orderNo !== null && invoiceNo !== null)
    return [{ field: '/invoiceNo', rule: 'P', message: 'send one of orderNo and invoiceNo, not both' }];
  return [];
};

/** Where delivery hangs on questions, this may be the one that brings it about (B-4); the invoice as it is then. */
const deliverIfAsked = (invoice: InvoiceEntry, context: OperationContext): InvoiceEntry => {
  const { settings, ledger, now } = context;
  const most = settings.deliveryAfterQueries;
  if (most === undefined || !isToBeDelivered(invoice) || !isDeliveredAlone(invoice)) return invoice;
  if (context.countQuery(invoice.invoiceNo) < most) return invoice;
  markDelivered(invoice, { at: now, cause: 'delivery to the digital accounts' }, context);
  return ledger.findInvoice(invoice.invoiceNo) ?? invoice;
};

export const invoiceQuery: Operation = {
  interface: 'invoice.query',
  orderNoOf: (payload, ledger: Ledger) => {
    const question = read(payload);
    return (
      question.orderNo ??
      (question.invoiceNo === null ? null : (ledger.findInvoice(question.invoiceNo)?.orderNo ?? null))
    );
  },
  execute: (payload, context): Decision => {
    const question = read(payload);
    const { pass, decide } = openGates();
    const wrong = pass('payload-rules', 'P', refuseErrors(paramErrors(question)));
    if (wrong) return wrong;
    const { order, invoice } = find(question, context);
    const named = question.orderNo ?? question.invoiceNo ?? '';
    const unknown = { returnCode: '4004', expected: 'an order or invoice of these sellers', received: named };
    const refused = pass('look-up', 'P', order || invoice ? null : unknown);
    if (refused) return refused;
    if (invoice) return decide('0000', viewInvoice(deliverIfAsked(invoice, context), context), invoice.invoiceNo);
    return decide('0000', { orderNo: order?.orderNo, status: order?.state });
  },
};
