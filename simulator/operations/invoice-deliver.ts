// `invoice.deliver`: an issued invoice goes to an address again, or for the first time to an individual (section P, B-12).

import type { ParamError } from '../../protocol/param-error.ts';
import { dropEmpty } from '../../protocol/payload.ts';
import { markDelivered } from '../delivery/mark-delivered.ts';
import type { InvoiceEntry } from '../ledger/ledger.ts';
import { paramError, show, textOf } from '../rules/rule.ts';
import { openGates, refuseErrors } from './decide-gates.ts';
import type { Decision, Operation, OperationContext } from './decision.ts';
import { viewInvoice } from './invoice-view.ts';
import { findOwnInvoice } from './own-invoice.ts';

type Wish = { readonly invoiceNo: string; readonly email: string; readonly phone: string };

const read = (payload: unknown): Wish => {
  const members = dropEmpty(payload ?? {}) as Readonly<Record<string, unknown>>;
  return {
    invoiceNo: textOf(members, 'invoiceNo'),
    email: textOf(members, 'email'),
    phone: textOf(members, 'phone'),
  };
};

const emailForm = /^[^\s@]{1,64}@[^\s@]{1,189}$/;
const phoneForm = /^\+?[0-9-]{5,19}$/;

const error = (field: string, expected: string, received: string): ParamError =>
  paramError(field, 'P', { expected, received, remedy: 'correct it and send it again' });

/** All that is wrong with the wish itself. */
const judgeForm = ({ invoiceNo, email, phone }: Wish): readonly ParamError[] => {
  const errors: ParamError[] = [];
  if (!/^[0-9]{20}$/.test(invoiceNo)) errors.push(error('/invoiceNo', 'the 20 digits of an invoice', show(invoiceNo)));
  if (email === '' && phone === '') errors.push(error('', 'one of email and phone', 'none'));
  if (email !== '' && phone !== '') errors.push(error('/phone', 'one of email and phone', 'both'));
  if (email !== '' && !emailForm.test(email))
    errors.push(error('/email', 'an address like name@example.com', show(email)));
  if (phone !== '' && !phoneForm.test(phone)) errors.push(error('/phone', 'a telephone number', show(phone)));
  return errors;
};

/** A void invoice is none any longer: whoever received it would take it for one. */
const judgeStatus = ({ status }: InvoiceEntry): readonly ParamError[] =>
  status === 'void' ? [error('/invoiceNo', 'an invoice that is not void', 'a void one')] : [];

const deliver = (wish: Wish, invoice: InvoiceEntry, context: OperationContext): InvoiceEntry => {
  const { ledger, now } = context;
  const channel = wish.email === '' ? 'phone' : 'email';
  ledger.together(() => {
    markDelivered(invoice, { at: now, cause: 'invoice.deliver' }, context);
    context.post({ invoiceNo: invoice.invoiceNo, channel, address: wish[channel], at: now, cause: 'invoice.deliver' });
  });
  return ledger.findInvoice(invoice.invoiceNo) ?? invoice;
};

export const invoiceDeliver: Operation = {
  interface: 'invoice.deliver',
  orderNoOf: (payload, ledger) => ledger.findInvoice(read(payload).invoiceNo)?.orderNo ?? null,
  execute: (payload, context): Decision => {
    const wish = read(payload);
    const { pass, decide } = openGates();
    const wrong = pass('payload-rules', 'P', refuseErrors(judgeForm(wish)));
    if (wrong) return wrong;
    const invoice = findOwnInvoice(wish.invoiceNo, context);
    const stranger = { returnCode: '4004', expected: 'an invoice of these sellers', received: wish.invoiceNo };
    const refused = pass('look-up', 'P', invoice ? null : stranger);
    if (refused || !invoice) return refused ?? decide('4004', null);
    const { invoiceNo } = invoice;
    const gone = refuseErrors(judgeStatus(invoice));
    const isVoid = pass('status', 'B-12', gone && { ...gone, invoiceNo });
    return isVoid ?? decide('0000', viewInvoice(deliver(wish, invoice, context), context), invoiceNo);
  },
};
