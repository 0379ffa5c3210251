// Traces of exchanges that the journal does not hold: a void or a sheet in the books, an invoice that the client knows (B-11).
import type { Bilingual } from '../bilingual.ts';
import { say } from '../checks/finding.ts';
import type { Evidence, LedgerInvoice, LedgerSheet, WireExchange } from '../evidence.ts';
import { isMembers } from '../members.ts';
import { openedAnswer, openedRequest } from '../opened-exchange.ts';

/** Either opens a sheet where the buyer has used or booked the invoice (B-5). */
const opening = ['red.apply', 'invoice.red'];

const wasVoided = ({ invoiceNo }: LedgerInvoice, exchanges: readonly WireExchange[], evidence: Evidence): boolean =>
  exchanges.some((exchange) => {
    if (exchange.interface !== 'invoice.void' || exchange.decided?.returnCode !== '0000') return false;
    const { payload } = openedRequest(exchange.request, evidence.credentials);
    return isMembers(payload) && payload['invoiceNo'] === invoiceNo;
  });

const wasOpened = (
  { orderNo, sheetNo }: LedgerSheet,
  exchanges: readonly WireExchange[],
  evidence: Evidence,
): boolean =>
  evidence.othersSheets.includes(sheetNo) ||
  exchanges.some((exchange) => exchange.orderNo === orderNo && opening.includes(exchange.interface));

type Sealed = { readonly body: string };

/**
 * All that left the bureau, in the order in which it is likely to tell of an invoice: the latest answers first, pages of the
 * road in between (T-4) last.
 */
const sealedIn = (exchanges: readonly WireExchange[], { pushes }: Evidence): readonly Sealed[] => {
  const answers = exchanges.flatMap(({ answer }) => answer ?? []).reverse();
  const pages = answers.filter(({ httpStatus }) => httpStatus !== 200);
  return [...answers.filter(({ httpStatus }) => httpStatus === 200), ...pushes, ...pages];
};

/** Of the ledger's invoices those alone that a client says it knows: its word without the books proves nothing. */
const knownToClient = ({ claims, ledger }: Evidence): readonly string[] =>
  ledger
    .map(({ invoiceNo }) => invoiceNo)
    .filter((invoiceNo) => claims.some(({ invoice }) => invoice?.['invoiceNo'] === invoiceNo));

/** What the client knows and nothing named that left the bureau; how much of it arrived does not matter. */
const untold = (exchanges: readonly WireExchange[], evidence: Evidence): readonly string[] => {
  const sealed = sealedIn(exchanges, evidence);
  // In the payload as read: on the wire its digits may be written as escapes.
  const names = (one: Sealed, invoiceNo: string) =>
    JSON.stringify(openedAnswer(one, evidence.credentials).payload).includes(invoiceNo);
  return knownToClient(evidence).filter((invoiceNo) => !sealed.some((one) => names(one, invoiceNo)));
};

export const compareTraces = (exchanges: readonly WireExchange[], evidence: Evidence): Bilingual[] => [
  ...evidence.ledger
    .filter(({ status }) => status === 'void')
    .filter((invoice) => !wasVoided(invoice, exchanges, evidence))
    .map(({ invoiceNo }) =>
      say(
        `the ledger holds ${invoiceNo} as void, which no exchange was decided to void`,
        `台账中 ${invoiceNo} 已作废，而没有任何报文判定作废`,
      ),
    ),
  ...evidence.sheets
    .filter((sheet) => !wasOpened(sheet, exchanges, evidence))
    .map(({ sheetNo, orderNo }) =>
      say(
        `the books hold the sheet ${sheetNo} of ${orderNo}, which no exchange asked for`,
        `账簿中有 ${orderNo} 的确认单 ${sheetNo}，而没有任何报文申请`,
      ),
    ),
  ...untold(exchanges, evidence).map((invoiceNo) =>
    say(
      `the client knows the invoice ${invoiceNo}, which nothing in the journal told it`,
      `客户端知道发票 ${invoiceNo}，而日志中没有任何应答告知过它`,
    ),
  ),
];
