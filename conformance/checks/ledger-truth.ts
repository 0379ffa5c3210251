// ledger.one-invoice and the claims about it: what the client says against what the bureau's books say (B-1, V-2, D-2).
import type { Bilingual } from '../bilingual.ts';
import type { Check, Finding } from '../check.ts';
import type { Evidence, LedgerInvoice } from '../evidence.ts';
import { readBookTime } from '../wire/instant.ts';
import { beganAfter, readAttempts } from './attempt.ts';
import { type CommandStory, type Moment, readDialogue } from './dialogue.ts';
import { fail, listed, pass, say } from './finding.ts';
import { rowsOf } from './judged-besides.ts';
import { isIssue } from './meaning.ts';

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
    expected: say('at most one invoice, under the commanded order number', '指令中的订单号下至多一张发票'),
    actual: listed(
      doubled.map((orderNo) => {
        const known = commanded.has(orderNo)
          ? say('', '')
          : say(' (a number nobody commanded)', '（指令中没有的订单号）');
        const numbers = invoicesOf(orderNo)
          .map(({ invoiceNo }) => invoiceNo)
          .join(', ');
        return say(`${orderNo}${known.en}: ${numbers}`, `${orderNo}${known.zh}：${numbers}`);
      }),
    ),
  });
};

/** Why a claim of `issued` is not true; null when it is. */
const refuteIssued = (command: CommandStory, evidence: Evidence): Bilingual | null => {
  const invoice = command.claim?.invoice ?? null;
  if (invoice === null) return say('names no invoice', '未指出发票');
  const invoiceNo = String(invoice['invoiceNo'] ?? '');
  const booked = evidence.ledger.find((entry) => entry.invoiceNo === invoiceNo);
  if (!booked)
    return say(
      `invoice ${invoiceNo || '(no number)'} is not in the ledger`,
      `账簿中没有发票 ${invoiceNo || '（无号码）'}`,
    );
  if (invoice['orderNo'] !== booked.orderNo)
    return say(
      `invoice ${invoiceNo} is of order ${booked.orderNo}, not ${String(invoice['orderNo'])}`,
      `发票 ${invoiceNo} 属于订单 ${booked.orderNo}，而非 ${String(invoice['orderNo'])}`,
    );
  const ofAnother = Object.values(evidence.orders).some(({ orderNo }) => orderNo === booked.orderNo);
  if (booked.orderNo !== command.orderNo && ofAnother)
    return say(`invoice ${invoiceNo} is of order ${booked.orderNo}`, `发票 ${invoiceNo} 属于订单 ${booked.orderNo}`);
  if (typeof invoice['status'] !== 'string')
    return say(`invoice ${invoiceNo} is named without its status`, `发票 ${invoiceNo} 未附状态`);
  return existedAt(booked, command)
    ? null
    : say(
        `invoice ${invoiceNo} was issued at ${booked.issuedAt}, after the claim`,
        `发票 ${invoiceNo} 开具于 ${booked.issuedAt}，晚于声称`,
      );
};

const judgeClaims = (
  evidence: Evidence,
  options: {
    readonly outcomes: readonly string[];
    readonly refute: (command: CommandStory, evidence: Evidence) => Bilingual | null;
    readonly good: ReturnType<typeof say>;
    readonly bad: ReturnType<typeof say>;
    readonly expected: Bilingual;
  },
): Finding | null => {
  // A refused void leaves its invoice standing; that says nothing about the order.
  const claiming = readDialogue(evidence).commands.filter(
    ({ command, claim }) => command !== 'void' && options.outcomes.includes(claim?.outcome ?? ''),
  );
  if (claiming.length === 0) return null;
  const untrue = claiming.flatMap((command) => {
    const why = options.refute(command, evidence);
    const outcome = command.claim?.outcome;
    return why === null
      ? []
      : [say(`${command.as}: claimed ${outcome}, but ${why.en}`, `${command.as}：声称 ${outcome}，但${why.zh}`)];
  });
  return untrue.length === 0
    ? pass(options.good)
    : fail(options.bad, { expected: options.expected, actual: listed(untrue) });
};

const never: Moment = { order: Number.POSITIVE_INFINITY, atMs: Number.POSITIVE_INFINITY };

/**
 * Whether the invoice came of something begun after the command's result: the same number may be sent again after a
 * refusal (B-1, B-7, 2007), and a query is true for its moment only.
 */
const cameLater = (invoice: LedgerInvoice, command: CommandStory, evidence: Evidence): boolean => {
  const settled = command.results[0] ?? never;
  const committing = readAttempts(evidence).find(
    (attempt) => isIssue(attempt) && attempt.exchange?.decided?.invoiceNo === invoice.invoiceNo,
  );
  // By the books' whole seconds a real clock cannot tell what came first.
  if (committing && (committing.sleep || evidence.clockMode === 'real')) return beganAfter(committing, settled);
  const commandedAgain = readDialogue(evidence).commands.some(
    ({ command: kind, orderNo, given }) =>
      kind === 'issue' && orderNo === command.orderNo && (given?.order ?? 0) > settled.order,
  );
  return !existedAt(invoice, command) && (command.command === 'query' || commandedAgain);
};

/** An invoice the kit issued beforehand (V-5) is nobody's who was refused because of it. */
const refuteRejected = (command: CommandStory, evidence: Evidence): Bilingual | null => {
  const ofKit = evidence.kitWire.map(({ decided }) => decided?.invoiceNo);
  const booked = evidence.ledger.find(
    (invoice) =>
      invoice.orderNo === command.orderNo &&
      !ofKit.includes(invoice.invoiceNo) &&
      !cameLater(invoice, command, evidence),
  );
  return booked
    ? say(
        `invoice ${booked.invoiceNo} of ${booked.orderNo} is in the ledger`,
        `订单 ${booked.orderNo} 的发票 ${booked.invoiceNo} 已在账簿中`,
      )
    : null;
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
    besides: rowsOf(['0000']),
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
        expected: say(
          'the invoice in the ledger, with its number, order and status',
          '账簿中的发票及其号码、订单和状态',
        ),
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
        expected: say('no invoice of that order in the ledger', '账簿中没有该订单的发票'),
      }),
  },
];
