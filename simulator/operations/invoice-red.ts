// `invoice.red`: the seller reverses an invoice, whole or in part, at once or by a confirmed sheet (section P, B-5).
import { dropEmpty } from '../../protocol/payload.ts';
import type { InvoiceEntry } from '../ledger/ledger.ts';
import { isWaiting, type RedLineEntry, type Sheet } from '../ledger/sheets.ts';
import { issueRed } from '../red/issue-red.ts';
import { judgeRed, refusalOf } from '../red/judge-red.ts';
import { findOriginal, judgeActor, judgeOriginal } from '../red/original.ts';
import { type RedWish, readRed } from '../red/read-red.ts';
import { remainderOf } from '../red/remainder.ts';
import { redKey } from '../red/same-red.ts';
import { firstState, openSheet } from '../red/sheet-flow.ts';
import { viewSheet } from '../red/sheet-view.ts';
import { membersOf, show, textOf } from '../rules/rule.ts';
import { openGates, type RefusalWithData, refuseErrors } from './decide-gates.ts';
import type { Decision, Operation, OperationContext } from './decision.ts';
import { viewInvoice } from './invoice-view.ts';

type Members = Readonly<Record<string, unknown>>;

/** 4002 and 4001; blue and red orders share their numbers (B-1). */
const lookUp = (request: Members, blue: InvoiceEntry | null, context: OperationContext): RefusalWithData | null => {
  const orderNo = textOf(request, 'orderNo');
  const { environment, ledger } = context;
  const present = blue ? ledger.findOrder({ environment, sellerTaxNo: blue.sellerTaxNo, orderNo }) : null;
  if (!present || present.state === 'failed') return null;
  const first = present.invoiceNo === null ? null : ledger.findInvoice(present.invoiceNo);
  const asked = redKey(request);
  const same = asked !== null && asked === redKey(present.content) && first !== null;
  const about = { expected: 'an order that was not sent before', received: `${show(orderNo)} again` };
  if (same) return { returnCode: '4001', ...about, data: viewInvoice(first, context), invoiceNo: first.invoiceNo };
  return { returnCode: '4002', ...about, ...(first ? { invoiceNo: first.invoiceNo } : {}) };
};

/** The sheet that this reversal would be issued by: the one it names, or the one that is open. */
const findSheet = (wish: RedWish, blue: InvoiceEntry, { ledger }: OperationContext): Sheet | null => {
  const named = wish.sheetNo === null ? null : ledger.sheets.find(wish.sheetNo);
  return named?.originalInvoiceNo === blue.invoiceNo ? named : ledger.sheets.openOf(blue.invoiceNo);
};

const isSameLines = (lines: readonly RedLineEntry[] | null, sheet: Sheet): boolean =>
  lines === null ||
  redKey({ orderNo: 'a', originalInvoiceNo: sheet.originalInvoiceNo, reason: sheet.reason, lines }) ===
    redKey({ orderNo: 'a', originalInvoiceNo: sheet.originalInvoiceNo, reason: sheet.reason, lines: sheet.lines });

/** 4204 for a sheet that is over, 4205 for one that waits or is about something else. */
const judgeSheet = (wish: RedWish, sheet: Sheet | null): RefusalWithData | null => {
  if (wish.sheetNo !== null && sheet?.sheetNo !== wish.sheetNo)
    return { returnCode: '4004', expected: 'a sheet of this invoice', received: wish.sheetNo };
  if (!sheet) return null;
  const data = viewSheet(sheet);
  if (sheet.redInvoiceNo !== null || Number(sheet.state) > 4)
    return { returnCode: '4204', expected: 'an open sheet', received: `state ${sheet.state}`, data };
  if (isWaiting(sheet)) return { returnCode: '4205', expected: 'no sheet that waits', received: sheet.sheetNo, data };
  const same = sheet.reason === wish.reason && isSameLines(wish.lines, sheet);
  return same ? null : { returnCode: '4205', expected: 'what the open sheet says', received: 'another reversal', data };
};

/** A paper invoice is reversed on paper. */
const judgePaper = (blue: InvoiceEntry, { ledger }: OperationContext): RefusalWithData | null => {
  const type = blue.invoiceType;
  const short = (type === '85' || type === '86') && ledger.paperStock.left(blue.sellerTaxNo, type) === 0;
  return short ? { returnCode: '4103', expected: `blank paper of type ${type}`, received: 'none' } : null;
};

/** Of a sheet of its own at once, of the open one, or 4203 with a new one that the buyer has to confirm. */
const reverse = (
  asked: {
    readonly request: Members;
    readonly wish: RedWish;
    readonly blue: InvoiceEntry;
    readonly sheet: Sheet | null;
  },
  context: OperationContext,
): RefusalWithData | InvoiceEntry => {
  const { request, wish, blue, sheet } = asked;
  const { ledger } = context;
  const remainder = remainderOf(blue, ledger, sheet?.sheetNo ?? null);
  const judged = sheet
    ? ({ ok: true, lines: sheet.lines } as const)
    : judgeRed({ wish, remainder, profile: context.profile });
  if (!judged.ok) return refusalOf(judged) ?? { returnCode: '1001', expected: '', received: '' };
  if (!sheet && firstState(blue, '0', context) === '02') {
    const waiting = openSheet({ blue, wish, lines: judged.lines, side: '0' }, context);
    const received = `an invoice that the buyer has ${ledger.buyerMarks.of(blue.invoiceNo)}`;
    return { returnCode: '4203', expected: 'a confirmed sheet', received, data: viewSheet(waiting) };
  }
  const short = judgePaper(blue, context);
  if (short) return short;
  return ledger.together(() => {
    const own = sheet ?? openSheet({ blue, wish, lines: judged.lines, side: '0' }, context);
    return issueRed({ blue, sheet: { ...own, orderNo: wish.orderNo }, request }, context);
  });
};

const execute = (payload: unknown, context: OperationContext): Decision => {
  const request = membersOf(dropEmpty(payload));
  const { pass, decide } = openGates();
  const named = textOf(request, 'originalInvoiceNo');
  const blue = findOriginal(named, '0', context);
  const reading = readRed(request);
  const refused =
    pass('seller', 'R', judgeActor(blue, '0', context)) ??
    pass('order-look-up', 'B-1', lookUp(request, blue, context)) ??
    pass('payload-rules', 'B-5', reading.ok ? null : refuseErrors(reading.errors)) ??
    pass('original', 'B-5', judgeOriginal(blue, named));
  if (refused) return refused;
  if (!reading.ok || !blue) throw new Error('the gates let a reversal pass that cannot be read');
  const { wish } = reading;
  const sheet = findSheet(wish, blue, context);
  const unfit = pass('sheet', 'B-5', judgeSheet(wish, sheet));
  if (unfit) return unfit;
  const done = reverse({ request, wish, blue, sheet }, context);
  if ('returnCode' in done) return pass('reversal', 'B-5', done) ?? decide(done.returnCode, null);
  pass('reversal', 'B-5', null);
  return decide('0000', viewInvoice(done, context), done.invoiceNo);
};

export const invoiceRed: Operation = {
  interface: 'invoice.red',
  orderNoOf: (payload) => textOf(membersOf(payload), 'orderNo') || null,
  execute,
};
