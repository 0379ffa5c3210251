// `red.apply`: one party of an invoice applies for its reversal; the sheet tells whose word is awaited (section P, B-5).
import type { RedSide } from '../../protocol/operations/red-sheet.ts';
import { dropEmpty } from '../../protocol/payload.ts';
import type { InvoiceEntry } from '../ledger/ledger.ts';
import { judgeRed, refusalOf } from '../red/judge-red.ts';
import { findOriginal, judgeActor, judgeOriginal } from '../red/original.ts';
import { readRed } from '../red/read-red.ts';
import { remainderOf } from '../red/remainder.ts';
import { issueAutomatically, openSheet } from '../red/sheet-flow.ts';
import { viewSheet } from '../red/sheet-view.ts';
import { membersOf, paramError, show, textOf } from '../rules/rule.ts';
import { openGates, type RefusalWithData, refuseErrors } from './decide-gates.ts';
import type { Decision, Operation, OperationContext } from './decision.ts';

const sideOf = (value: unknown): RedSide | null => (value === '0' || value === '1' ? value : null);
const sideError = (value: unknown) =>
  paramError('/side', 'B-5', { expected: '0 (seller) or 1 (buyer)', received: show(value), remedy: 'correct it' });

/** The number of the red invoice to come must be free (B-1); where no invoice is found, whose number it would be is not known. */
const judgeNumber = (
  orderNo: string,
  blue: InvoiceEntry | null,
  { ledger }: OperationContext,
): RefusalWithData | null => {
  const taken = blue && ledger.findOrder({ environment: blue.environment, sellerTaxNo: blue.sellerTaxNo, orderNo });
  return taken && taken.state !== 'failed'
    ? { returnCode: '4002', expected: 'an order number that is free', received: `${show(orderNo)}, in use` }
    : null;
};

const judgeOpen = (blue: InvoiceEntry, { ledger }: OperationContext): RefusalWithData | null => {
  const open = ledger.sheets.openOf(blue.invoiceNo);
  return open ? { returnCode: '4205', expected: 'no open sheet', received: open.sheetNo, data: viewSheet(open) } : null;
};

/** `context.application` need not be a real one: the control port acts for the buyer. */
export const applyForRed = (payload: unknown, context: OperationContext): Decision => {
  const request = membersOf(dropEmpty(payload));
  const { pass, decide } = openGates();
  const side = sideOf(request['side']);
  const reading = readRed(request);
  const errors = [...(side === null ? [sideError(request['side'])] : []), ...(reading.ok ? [] : reading.errors)];
  const named = textOf(request, 'originalInvoiceNo');
  const blue = side === null ? null : findOriginal(named, side, context);
  const refused =
    pass('seller', 'R', judgeActor(blue, side ?? '0', context)) ??
    pass('order-look-up', 'B-1', judgeNumber(textOf(request, 'orderNo'), blue, context)) ??
    pass('payload-rules', 'B-5', refuseErrors(errors)) ??
    pass('original', 'B-5', judgeOriginal(blue, named));
  if (refused) return refused;
  if (!reading.ok || !blue || side === null) throw new Error('the gates let an application pass that cannot be read');
  const { wish } = reading;
  const open = pass('sheet', 'B-5', judgeOpen(blue, context));
  if (open) return open;
  const judged = judgeRed({ wish, remainder: remainderOf(blue, context.ledger), profile: context.profile });
  if (!judged.ok) return pass('reversal', 'B-5', refusalOf(judged)) ?? decide('1001', null);
  pass('reversal', 'B-5', null);
  const sheet = issueAutomatically(openSheet({ blue, wish, lines: judged.lines, side }, context), context);
  return decide('0000', viewSheet(sheet), sheet.redInvoiceNo);
};

export const redApply: Operation = {
  interface: 'red.apply',
  orderNoOf: (payload) => textOf(membersOf(payload), 'orderNo') || null,
  execute: applyForRed,
};
