// ledger.one-invoice and the claims about it: what the client says against what the bureau's books say (B-1, V-2, D-2).
import type { Check, Finding } from '../check.ts';
import type { Evidence, LedgerInvoice } from '../evidence.ts';
import { readAttempts } from './attempt.ts';
import { type CommandStory, readDialogue } from './dialogue.ts';
import { fail, pass, say } from './finding.ts';
import { isIssue } from './meaning.ts';
import { readBookTime } from './push.ts';

const secondMs = 1_000;

/** Whether the invoice existed when the command's result was given; books keep whole seconds. */
const existedAt = (invoice: LedgerInvoice, command: CommandStory): boolean => {
  const issuedMs = readBookTime(invoice.issuedAt);
  const claimedMs = command.results[0]?.atMs;
  return issuedMs === null || claimedMs === undefined || Math.floor(issuedMs / secondMs) * secondMs <= claimedMs;
};

const judgeOneInvoice = (evidence: Evidence): Finding | null => {
  if (evidence.ledger.length === 0) return null;
  const commanded = new Set(Object.values(evidence.orders).map((order) => order['orderNo']));
  const numbers = [...new Set(evidence.ledger.map(({ orderNo }) => orderNo))];
  const invoicesOf = (orderNo: string) => evidence.ledger.filter((invoice) => invoice.orderNo === orderNo);
  const doubled = numbers.filter((orderNo) => invoicesOf(orderNo).length > 1 || !commanded.has(orderNo));
  if (doubled.length === 0) return pass(say('one invoice for each order in the ledger', '账簿中每个订单只有一张发票'));
  return fail(say('the ledger holds an invoice too many', '账簿中多出了发票'), {
    expected: 'at most one invoice, under the commanded order number',
    actual: doubled
      .map((orderNo) => {
        const known = commanded.has(orderNo) ? '' : ' (a number nobody commanded)';
        return `${orderNo}${known}: ${invoicesOf(orderNo)
          .map(({ invoiceNo }) => invoiceNo)
          .join(', ')}`;
      })
      .join('; '),
  });
};

/** Why a claim of `issued` is not true; null when it is. */
const refuteIssued = (command: CommandStory, evidence: Evidence): string | null => {
  const invoice = command.claim?.invoice ?? null;
  if (invoice === null) return 'names no invoice';
  const invoiceNo = String(invoice['invoiceNo'] ?? '');
  const booked = evidence.ledger.find((entry) => entry.invoiceNo === invoiceNo);
  if (!booked) return `invoice ${invoiceNo || '(no number)'} is not in the ledger`;
  if (invoice['orderNo'] !== booked.orderNo)
    return `invoice ${invoiceNo} is of order ${booked.orderNo}, not ${String(invoice['orderNo'])}`;
  const ofAnother = Object.values(evidence.orders).some(({ orderNo }) => orderNo === booked.orderNo);
  if (booked.orderNo !== command.orderNo && ofAnother) return `invoice ${invoiceNo} is of order ${booked.orderNo}`;
  if (typeof invoice['status'] !== 'string') return `invoice ${invoiceNo} is named without its status`;
  return existedAt(booked, command) ? null : `invoice ${invoiceNo} was issued at ${booked.issuedAt}, after the claim`;
};

const judgeClaims = (
  evidence: Evidence,
  options: {
    readonly outcomes: readonly string[];
    readonly refute: (command: CommandStory, evidence: Evidence) => string | null;
    readonly good: ReturnType<typeof say>;
    readonly bad: ReturnType<typeof say>;
    readonly expected: string;
  },
): Finding | null => {
  // A refused void leaves its invoice standing; that says nothing about the order.
  const claiming = readDialogue(evidence).commands.filter(
    ({ command, claim }) => command !== 'void' && options.outcomes.includes(claim?.outcome ?? ''),
  );
  if (claiming.length === 0) return null;
  const untrue = claiming.flatMap((command) => {
    const why = options.refute(command, evidence);
    return why === null ? [] : [`${command.as}: claimed ${command.claim?.outcome}, but ${why}`];
  });
  return untrue.length === 0
    ? pass(options.good)
    : fail(options.bad, { expected: options.expected, actual: untrue.join('; ') });
};

/**
 * Whether the invoice came of something begun after the command's result: the same number may be sent again after a
 * refusal (B-1, B-7, 2007), and a query is true for its moment only.
 */
const cameLater = (invoice: LedgerInvoice, command: CommandStory, evidence: Evidence): boolean => {
  const settled = command.results[0]?.order ?? Number.POSITIVE_INFINITY;
  const committing = readAttempts(evidence).find(
    (attempt) => isIssue(attempt) && attempt.exchange?.decided?.invoiceNo === invoice.invoiceNo,
  );
  if (committing?.sleep) return committing.sleep.order > settled;
  const commandedAgain = readDialogue(evidence).commands.some(
    ({ command: kind, orderNo, given }) =>
      kind === 'issue' && orderNo === command.orderNo && (given?.order ?? 0) > settled,
  );
  return !existedAt(invoice, command) && (command.command === 'query' || commandedAgain);
};

/** An invoice the kit issued beforehand (V-5) is nobody's who was refused because of it. */
const refuteRejected = (command: CommandStory, evidence: Evidence): string | null => {
  const ofKit = evidence.kitWire.map(({ decided }) => decided?.invoiceNo);
  const booked = evidence.ledger.find(
    (invoice) =>
      invoice.orderNo === command.orderNo &&
      !ofKit.includes(invoice.invoiceNo) &&
      !cameLater(invoice, command, evidence),
  );
  return booked ? `invoice ${booked.invoiceNo} of ${booked.orderNo} is in the ledger` : null;
};

export const ledgerTruthChecks: readonly Check[] = [
  {
    id: 'ledger.one-invoice',
    clauses: ['B-1', 'C-8'],
    level: 'must',
    scope: 'universal',
    requirement: say('At most one invoice exists for a sale.', '一笔交易至多存在一张发票。'),
    judge: judgeOneInvoice,
  },
  {
    id: 'claim.issued-is-in-ledger',
    clauses: ['V-2', 'D-2'],
    level: 'must',
    scope: 'universal',
    requirement: say(
      'What the client calls issued is in the bureau’s ledger with that number, at the time of the claim.',
      '客户端声称已开具的发票，当时须已在税局账簿中且号码一致。',
    ),
    judge: (evidence) =>
      judgeClaims(evidence, {
        outcomes: ['issued'],
        refute: refuteIssued,
        good: say('every invoice claimed is in the ledger', '声称的发票均在账簿中'),
        bad: say('an invoice was claimed that the ledger does not know', '声称了账簿中不存在的发票'),
        expected: 'the invoice in the ledger, with its number, order and status',
      }),
  },
  {
    id: 'claim.rejected-is-not-in-ledger',
    clauses: ['V-2', 'C-8'],
    level: 'must',
    scope: 'universal',
    requirement: say(
      'What the client calls rejected or invalid was not issued.',
      '客户端声称被拒绝或无效的订单，不得已经开票。',
    ),
    judge: (evidence) =>
      judgeClaims(evidence, {
        outcomes: ['rejected', 'invalid'],
        refute: refuteRejected,
        good: say('nothing called rejected was issued', '声称被拒绝的订单均未开票'),
        bad: say('an order was called rejected although its invoice exists', '订单被声称拒绝，而发票已经开具'),
        expected: 'no invoice of that order in the ledger',
      }),
  },
];
