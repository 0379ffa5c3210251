// How a confirmation sheet begins, waits, and ends: applied for, confirmed, refused, withdrawn, expired, voided (B-5).
import type { RedSide, SheetState } from '../../protocol/operations/red-sheet.ts';
import { judgeSellerStanding } from '../gates/seller-standing.ts';
import { invoiceNumber } from '../ledger/invoice-number.ts';
import type { InvoiceEntry } from '../ledger/ledger.ts';
import { isOpenSheet, isWaiting, type RedLineEntry, type Sheet } from '../ledger/sheets.ts';
import type { Issuing } from '../operations/issuing.ts';
import { issueRed } from './issue-red.ts';
import type { RedWish } from './read-red.ts';

const lifeMs = 72 * 3600 * 1000;
/** Sheets have numbers of the same form as invoices, on a channel of their own. */
const sheetChannel = '9';

const buyerTaxNoOf = ({ content }: InvoiceEntry): string | null => {
  const { taxNo } = (content['buyer'] ?? {}) as { readonly taxNo?: string };
  return taxNo ?? null;
};

/** Whether the other party has to say something first: the buyer has used or booked the invoice, or applies itself. */
export const firstState = (blue: InvoiceEntry, side: RedSide, { ledger }: Pick<Issuing, 'ledger'>): SheetState => {
  if (side === '1') return '03';
  return ledger.buyerMarks.of(blue.invoiceNo) === null ? '01' : '02';
};

/** Closes the sheet when 72 h have passed without the other party's word. */
export const scheduleExpiry = ({ sheetNo, expiresAt }: Sheet, issuing: Issuing): void =>
  issuing.schedule(Math.max(expiresAt, issuing.now), () => {
    const present = issuing.ledger.sheets.find(sheetNo);
    if (present && isWaiting(present) && present.expiresAt === expiresAt)
      issuing.ledger.sheets.put({ ...present, state: '07' });
  });

/** Enters a sheet of lines that were judged; the invoice has no open one. */
export const openSheet = (
  asked: {
    readonly blue: InvoiceEntry;
    readonly wish: RedWish;
    readonly lines: readonly RedLineEntry[];
    readonly side: RedSide;
  },
  issuing: Issuing,
): Sheet => {
  const { blue, wish, lines, side } = asked;
  const { ledger, profile, now } = issuing;
  const sheet: Sheet = {
    sheetNo: invoiceNumber({
      issuedAt: now,
      region: profile.region,
      channel: sheetChannel,
      sequence: ledger.nextSequence(),
    }),
    environment: blue.environment,
    sellerTaxNo: blue.sellerTaxNo,
    buyerTaxNo: buyerTaxNoOf(blue),
    orderNo: wish.orderNo,
    side,
    originalInvoiceNo: blue.invoiceNo,
    reason: wish.reason,
    lines,
    state: firstState(blue, side, issuing),
    redInvoiceNo: null,
    createdAt: now,
    expiresAt: now + lifeMs,
  };
  ledger.sheets.put(sheet);
  if (isWaiting(sheet)) scheduleExpiry(sheet, issuing);
  return sheet;
};

/** A waiting sheet takes no number (B-1): another order may have taken the one it was applied for with. */
const isNumberFree = (sheet: Sheet, { ledger }: Issuing): boolean => {
  const present = ledger.findOrder(sheet);
  return !present || present.state === 'failed';
};

/**
 * Profile `redIssue` automatic: a sheet that needs nobody's word any more is issued by the bureau, electronic types only.
 * Where its number is taken by now, or the seller may not issue at present, it is left to the seller.
 */
export const issueAutomatically = (sheet: Sheet, issuing: Issuing): Sheet => {
  const blue = issuing.ledger.findInvoice(sheet.originalInvoiceNo);
  const settled = sheet.state === '01' || sheet.state === '04';
  const electronic = blue?.invoiceType === '81' || blue?.invoiceType === '82';
  if (issuing.settings.redIssue !== 'automatic' || !settled || !blue || !electronic) return sheet;
  const seller = issuing.sellers.get(sheet.sellerTaxNo);
  if (seller && judgeSellerStanding(seller)) return sheet;
  if (!isNumberFree(sheet, issuing)) return sheet;
  const { orderNo, originalInvoiceNo, reason } = sheet;
  issueRed({ blue, sheet, request: { orderNo, originalInvoiceNo, reason } }, issuing);
  return issuing.ledger.sheets.find(sheet.sheetNo) ?? sheet;
};

export type SheetAct = 'Y' | 'N' | 'C';
export type SheetStep =
  | { readonly ok: true; readonly state: SheetState }
  | { readonly ok: false; readonly returnCode: '2001' | '4204'; readonly expected: string; readonly received: string };

const refuse = (returnCode: '2001' | '4204', expected: string, received: string): SheetStep => ({
  ok: false,
  returnCode,
  expected,
  received,
});

const sideNames: Readonly<Record<RedSide, string>> = { '0': 'the seller', '1': 'the buyer' };

/** The state after a word of one party. A confirmation said twice stays what it was. */
export const stepSheet = (sheet: Sheet, act: SheetAct, by: RedSide): SheetStep => {
  const { state, side } = sheet;
  if (state === '04' && act === 'Y' && by !== side && sheet.redInvoiceNo === null) return { ok: true, state };
  if (!isOpenSheet(sheet))
    return refuse('4204', 'an open sheet', sheet.redInvoiceNo === null ? `state ${state}` : 'issued');
  if (act === 'C') {
    if (by !== side) return refuse('2001', `${sideNames[side]}, who applied, withdraws`, sideNames[by]);
    return { ok: true, state: state === '04' ? '09' : '08' };
  }
  if (!isWaiting(sheet)) return refuse('4204', 'a sheet that waits for a word (02, 03)', `state ${state}`);
  if (by === side) return refuse('2001', 'the other party confirms or refuses', `${sideNames[by]}, who applied`);
  if (act === 'Y') return { ok: true, state: '04' };
  return { ok: true, state: side === '0' ? '05' : '06' };
};
