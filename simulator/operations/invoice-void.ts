// `invoice.void`: a paper invoice is voided in the month of its issue (section P, B-6).
import { fenOf } from '../../protocol/amount.ts';
import { dropEmpty } from '../../protocol/payload.ts';
import type { InvoiceEntry } from '../ledger/ledger.ts';
import { membersOf, paramError, show, textOf } from '../rules/rule.ts';
import { openGates, type RefusalWithData, refuseErrors } from './decide-gates.ts';
import type { Decision, Operation, OperationContext } from './decision.ts';
import { viewInvoice } from './invoice-view.ts';
import { findOwnInvoice } from './own-invoice.ts';
import { giveBackQuota, periodOf } from './quota.ts';

const judgeForm = (invoiceNo: string, reason: string) => [
  ...(/^[0-9]{20}$/.test(invoiceNo)
    ? []
    : [
        paramError('/invoiceNo', 'P', {
          expected: 'the 20 digits of an invoice',
          received: show(invoiceNo),
          remedy: 'correct it',
        }),
      ]),
  ...(/^[1-4]$/.test(reason)
    ? []
    : [paramError('/reason', 'B-6', { expected: 'one of 1, 2, 3, 4', received: show(reason), remedy: 'correct it' })]),
];

/** Why it cannot be voided; null where it can. */
const obstacleOf = (invoice: InvoiceEntry, { ledger, now }: OperationContext): string | null => {
  if (invoice.status === 'void') return 'a void one';
  if (invoice.invoiceType !== '85' && invoice.invoiceType !== '86') return 'an electronic one';
  if (invoice.content['originalInvoiceNo'] !== undefined) return 'a red one';
  if (invoice.status.startsWith('red-')) return `one that is ${invoice.status}`;
  if (periodOf(invoice.issuedAt) !== periodOf(now)) return `one of ${periodOf(invoice.issuedAt)}`;
  if (ledger.sheets.openOf(invoice.invoiceNo)) return 'one with an open confirmation sheet';
  const mark = ledger.buyerMarks.of(invoice.invoiceNo);
  return mark === null ? null : `one that the buyer has ${mark}`;
};

const judgeVoid = (invoice: InvoiceEntry, context: OperationContext): RefusalWithData | null => {
  const obstacle = obstacleOf(invoice, context);
  if (obstacle === null) return null;
  const { invoiceNo, status } = invoice;
  const expected = 'a paper invoice of this month, not red, without open sheet, neither used nor booked';
  return { returnCode: '4301', expected, received: obstacle, data: { invoiceNo, status }, invoiceNo };
};

const voidInvoice = (invoice: InvoiceEntry, reason: string, context: OperationContext): InvoiceEntry => {
  const { ledger, now } = context;
  const cause = `invoice.void, reason ${reason}`;
  const change = { invoiceNo: invoice.invoiceNo, at: now, from: invoice.status, to: 'void', cause };
  ledger.together(() => {
    ledger.changeStatus(change);
    giveBackQuota(invoice, fenOf(invoice.amount) ?? 0n, ledger);
  });
  context.statusChanged({ ...change, orderNo: invoice.orderNo });
  return ledger.findInvoice(invoice.invoiceNo) ?? invoice;
};

export const invoiceVoid: Operation = {
  interface: 'invoice.void',
  orderNoOf: (payload, ledger) => ledger.findInvoice(textOf(membersOf(payload), 'invoiceNo'))?.orderNo ?? null,
  execute: (payload, context): Decision => {
    const request = membersOf(dropEmpty(payload));
    const [invoiceNo, reason] = [textOf(request, 'invoiceNo'), textOf(request, 'reason')];
    const { pass, decide } = openGates();
    const wrong = pass('payload-rules', 'P', refuseErrors(judgeForm(invoiceNo, reason)));
    if (wrong) return wrong;
    const invoice = findOwnInvoice(invoiceNo, context);
    const stranger = { returnCode: '4004', expected: 'an invoice of these sellers', received: invoiceNo };
    const refused = pass('look-up', 'P', invoice ? null : stranger);
    if (refused || !invoice) return refused ?? decide('4004', null);
    const fixed = pass('voidable', 'B-6', judgeVoid(invoice, context));
    if (fixed) return fixed;
    return decide('0000', viewInvoice(voidInvoice(invoice, reason, context), context), invoiceNo);
  },
};
