// duplicate.adopted and adoption.compares: an order already issued with the same content is adopted, not issued again (C-9).
import type { Bilingual } from '../bilingual.ts';
import type { Check, Finding } from '../check.ts';
import type { Evidence } from '../evidence.ts';
import type { Attempt } from './attempt.ts';
import { type Chain, claimOf, readChains } from './chain.ts';
import { attemptName, fail, listed, ofAttempt, pass, say } from './finding.ts';
import { rowsOf } from './judged-besides.ts';
import { codeOf, invoiceIn, isIssue, isQuery } from './meaning.ts';
import { differences } from './order-content.ts';

type Payload = Readonly<Record<string, unknown>>;

const adoptable = ['issued', 'delivered'];
const dead = ['void', 'red-partial', 'red-full'];

type Shown = { readonly attempt: Attempt; readonly chain: Chain; readonly later: readonly Attempt[] };

/** 4001, or a query that found the invoice: from here on the client knows it (C-8, C-9). */
const showsInvoice = (attempt: Attempt): boolean =>
  codeOf(attempt) === '4001' ||
  (isQuery(attempt) && codeOf(attempt) === '0000' && invoiceIn(attempt).invoiceNo !== null);

const shownIn = (chain: Chain): Shown[] => {
  const at = chain.attempts.findIndex(showsInvoice);
  const attempt = chain.attempts[at];
  return attempt ? [{ attempt, chain, later: chain.attempts.slice(at + 1) }] : [];
};

/** Where no status is told it is the first invoice as it was issued. */
const hasStatus =
  (statuses: readonly string[]) =>
  ({ attempt }: Shown): boolean =>
    statuses.includes(invoiceIn(attempt).status ?? 'issued');

const refuteAdopted = ({ attempt, chain }: Shown): Bilingual | null => {
  const claim = claimOf(chain);
  if (claim === null) return null;
  if (claim.outcome !== 'issued') return say(`ended as ${claim.outcome}`, `以 ${claim.outcome} 结束`);
  const { invoiceNo } = invoiceIn(attempt);
  const claimed = claim.invoice?.['invoiceNo'];
  return claimed === invoiceNo
    ? null
    : say(`claimed invoice ${String(claimed)}, shown ${invoiceNo}`, `声称发票 ${String(claimed)}，所示为 ${invoiceNo}`);
};

const refuteHandedOver = ({ attempt, chain }: Shown): Bilingual | null => {
  const outcome = claimOf(chain)?.outcome ?? 'unknown';
  const { status } = invoiceIn(attempt);
  return outcome === 'unknown'
    ? null
    : say(
        `the invoice is ${status}, yet the order ended as ${outcome}`,
        `发票状态为 ${status}，订单却以 ${outcome} 结束`,
      );
};

type Duty = {
  readonly of: (shown: Shown) => boolean;
  /** Of a client that did not send the order again: that is wrong whatever was shown. */
  readonly refute: (shown: Shown) => Bilingual | null;
  readonly kept: Bilingual;
  readonly broken: Bilingual;
  readonly expected: Bilingual;
};

const judgeShown = (evidence: Evidence, { of, refute, kept, broken, expected }: Duty): Finding | null => {
  const shown = readChains(evidence)
    .filter(({ kind }) => kind === 'issue')
    .flatMap(shownIn)
    .filter(of);
  if (shown.length === 0) return null;
  const wrong = shown.flatMap((one) => {
    const again = one.later.find(isIssue);
    const why = again ? ofAttempt(again, ' sent the order again', '再次发送了订单') : refute(one);
    return why === null ? [] : [{ why, attempt: one.attempt }];
  });
  const attempts = (wrong.length > 0 ? wrong : shown).map(({ attempt }) => attempt);
  if (wrong.length === 0) return pass(kept, attempts);
  return fail(broken, {
    expected,
    actual: listed(
      wrong.map(({ why, attempt }) =>
        say(`${why.en} (shown by ${attemptName(attempt).en})`, `${why.zh}（由${attemptName(attempt).zh}所示）`),
      ),
    ),
    attempts,
  });
};

const adopted: Duty = {
  of: hasStatus(adoptable),
  refute: refuteAdopted,
  kept: say('the invoice that was there was adopted', '已采用已存在的发票'),
  broken: say('the invoice that was there was not adopted', '未采用已存在的发票'),
  expected: say('the invoice shown, adopted as issued', '采用所示发票并判为已开具'),
};

const handedOver: Duty = {
  of: hasStatus(dead),
  refute: refuteHandedOver,
  kept: say('the void or red invoice was handed to a person', '已作废或已红冲的发票已转人工'),
  broken: say('the void or red invoice was not handed to a person', '已作废或已红冲的发票未转人工'),
  expected: say('unknown, and nothing issued anew', '结局为 unknown，且不再开具'),
};

/** What C-9 has a client compare, and where the order holds it. */
const compared: readonly (readonly [string, (order: Payload) => unknown])[] = [
  ...['amount', 'tax', 'total'].map((name) => [name, (order: Payload) => order[name]] as const),
  ['buyerName', (order) => (order['buyer'] as Payload | undefined)?.['name']],
];

/** What the answer leaves out cannot differ. */
const differing = (shown: Payload, order: Payload): Bilingual[] =>
  compared
    .filter(([name]) => shown[name] !== undefined)
    .filter(([name, wanted]) => differences({ [name]: wanted(order) }, { [name]: shown[name] }).length > 0)
    .map(([name, wanted]) =>
      say(
        `${name} ${String(shown[name])} (ordered ${String(wanted(order))})`,
        `${name} ${String(shown[name])}（订单为 ${String(wanted(order))}）`,
      ),
    );

type Foreign = { readonly attempt: Attempt; readonly chain: Chain; readonly why: Bilingual };

const foreignIn = (chain: Chain, evidence: Evidence): Foreign[] => {
  const name = evidence.commands.find(({ id }) => id === chain.commands[0]?.id)?.order ?? '';
  const order = evidence.orders[name];
  if (!order) return [];
  return chain.attempts.flatMap((attempt) => {
    const { content, invoiceNo } = invoiceIn(attempt);
    if (!isQuery(attempt) || codeOf(attempt) !== '0000' || invoiceNo === null) return [];
    const why = differing(content, order);
    return why.length === 0 ? [] : [{ attempt, chain, why: listed(why) }];
  });
};

const judgeComparison = (evidence: Evidence): Finding | null => {
  const foreign = readChains(evidence)
    .filter(({ kind }) => kind === 'issue')
    .flatMap((chain) => foreignIn(chain, evidence));
  if (foreign.length === 0) return null;
  const adopted = foreign.filter(({ chain }) => claimOf(chain)?.outcome === 'issued');
  const attempts = (adopted.length > 0 ? adopted : foreign).map(({ attempt }) => attempt);
  if (adopted.length === 0)
    return pass(say('an invoice of another content was not adopted', '未采用内容不一致的发票'), attempts);
  return fail(say('an invoice of another content was adopted', '采用了内容不一致的发票'), {
    expected: say('treated as 4002: rejected or unknown', '按 4002 处理：rejected 或 unknown'),
    actual: listed(
      adopted.map(({ why, attempt }) => {
        const { en, zh } = attemptName(attempt);
        return say(`issued, though ${en} shows ${why.en}`, `判为已开具，而${zh}显示 ${why.zh}`);
      }),
    ),
    attempts,
  });
};

export const adoptionCompares: Check = {
  id: 'adoption.compares',
  clauses: ['C-9'],
  level: 'must',
  scope: 'universal',
  requirement: say(
    'Before an invoice from a query is adopted, amount, tax, total and buyer name are compared; a difference is treated as 4002.',
    '采用查询所得发票前须比对金额、税额、价税合计和购方名称；不一致按 4002 处理。',
  ),
  judge: judgeComparison,
};

export const duplicateAdopted: Check = {
  id: 'duplicate.adopted',
  clauses: ['C-9'],
  besides: rowsOf(['4001']),
  level: 'must',
  scope: 'scenario',
  requirement: say(
    'An order that is already issued with equal content is adopted with its invoice number and not sent again.',
    '内容一致且已开具的订单须采用原发票号码，不得再次发送。',
  ),
  judge: (evidence) => judgeShown(evidence, adopted),
};

export const duplicateHandedOver: Check = {
  id: 'duplicate.handed-over',
  clauses: ['C-9'],
  besides: rowsOf(['4001']),
  level: 'must',
  scope: 'scenario',
  requirement: say(
    'An order whose invoice turns out to be void or red goes to a person: neither adopted, nor rejected, nor sent again.',
    '订单对应的发票已作废或已红冲的须转人工：不得采用、不得判为被拒，也不得再次发送。',
  ),
  judge: (evidence) => judgeShown(evidence, handedOver),
};
