// The bureau's ledger against its own journal: what was decided is in the books, and nothing else is (B-1, B-2, B-3).
import type { Bilingual } from '../bilingual.ts';
import { say } from '../checks/finding.ts';
import { differences } from '../checks/order-content.ts';
import type { Evidence, LedgerInvoice, WireExchange } from '../evidence.ts';
import { isMembers } from '../members.ts';
import { openedRequest } from '../opened-exchange.ts';

const issuing = ['invoice.issue', 'invoice.red'];
/** Of these a red invoice may come by itself, once both sides agree (B-5). */
const applying = [...issuing, 'red.apply'];
const taken = ['0000', '0001'];
const compared = ['amount', 'tax', 'total'] as const;

const repeated = (values: readonly string[]): readonly string[] =>
  values.filter((value, at) => values.indexOf(value) !== at);

/** An order that was issued and stands in the books otherwise than it was sent. */
const compareContent = (exchange: WireExchange, booked: LedgerInvoice, evidence: Evidence): Bilingual[] => {
  const { payload } = openedRequest(exchange.request, evidence.credentials);
  if (exchange.interface !== 'invoice.issue' || !isMembers(payload)) return [];
  return compared
    .filter((name) => payload[name] !== undefined)
    .filter((name) => differences({ [name]: payload[name] }, { [name]: booked[name] }).length > 0)
    .map((name) =>
      say(
        `exchange ${exchange.seq}: ${name} of ${booked.orderNo} is ${booked[name]} in the ledger, not as sent`,
        `报文 ${exchange.seq}：${booked.orderNo} 的 ${name} 在台账中为 ${booked[name]}，与发送的不符`,
      ),
    );
};

const compareDecided = (exchange: WireExchange, evidence: Evidence): Bilingual[] => {
  const { decided, orderNo, seq } = exchange;
  if (!issuing.includes(exchange.interface) || decided?.returnCode !== '0000' || !decided.invoiceNo) return [];
  const booked = evidence.ledger.find(({ invoiceNo }) => invoiceNo === decided.invoiceNo);
  if (!booked)
    return [
      say(
        `exchange ${seq}: the bureau issued ${decided.invoiceNo}, which the ledger lacks`,
        `报文 ${seq}：税局开具了 ${decided.invoiceNo}，台账中没有`,
      ),
    ];
  if (booked.orderNo !== orderNo)
    return [
      say(
        `exchange ${seq}: the bureau issued ${decided.invoiceNo} for ${orderNo}, the ledger has it for ${booked.orderNo}`,
        `报文 ${seq}：税局为 ${orderNo} 开具了 ${decided.invoiceNo}，台账记在 ${booked.orderNo} 名下`,
      ),
    ];
  return compareContent(exchange, booked, evidence);
};

/** Once asked for, and not refused: a lost answer and an asynchronous issue are no less decided. */
const wasAskedFor = ({ orderNo }: LedgerInvoice, exchanges: readonly WireExchange[], evidence: Evidence): boolean =>
  evidence.sheets.some((sheet) => sheet.orderNo === orderNo) ||
  exchanges.some(
    (exchange) =>
      exchange.orderNo === orderNo &&
      applying.includes(exchange.interface) &&
      taken.includes(exchange.decided?.returnCode ?? ''),
  );

export const compareLedger = (exchanges: readonly WireExchange[], evidence: Evidence): Bilingual[] => {
  const { ledger } = evidence;
  return [
    ...exchanges.flatMap((exchange) => compareDecided(exchange, evidence)),
    ...ledger
      .filter((invoice) => !wasAskedFor(invoice, exchanges, evidence))
      .map(({ invoiceNo, orderNo }) =>
        say(
          `the ledger holds ${invoiceNo} for ${orderNo}, which no exchange was decided to issue`,
          `台账中有 ${orderNo} 的发票 ${invoiceNo}，而没有任何报文判定开具`,
        ),
      ),
    ...repeated(ledger.map(({ orderNo }) => orderNo)).map((orderNo) =>
      say(`the ledger holds two invoices for ${orderNo} (B-1)`, `台账中 ${orderNo} 有两张发票（B-1）`),
    ),
    ...repeated(ledger.map(({ invoiceNo }) => invoiceNo)).map((no) =>
      say(`the ledger holds ${no} twice (B-3)`, `台账中 ${no} 出现两次（B-3）`),
    ),
  ];
};
