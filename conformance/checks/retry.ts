// retry.same-payload and retry.same-order-number: an order stays what it was, under its own number (C-1, C-8, D-1).
import type { Check, Finding } from '../check.ts';
import type { Evidence } from '../evidence.ts';
import { type Attempt, readAttempts } from './attempt.ts';
import { readDialogue } from './dialogue.ts';
import { fail, listed, ofAttempt, pass, say } from './finding.ts';
import { isIssue } from './meaning.ts';
import { contentDifferences } from './order-content.ts';

const sentOrders = (evidence: Evidence): Attempt[] =>
  readAttempts(evidence).filter((attempt) => isIssue(attempt) && attempt.request?.payload != null);

const commandedPayload = (evidence: Evidence, attempt: Attempt): unknown => {
  const command = readDialogue(evidence).commands.find(({ id }) => id === attempt.command);
  const sameNumber = Object.values(evidence.orders).filter(({ orderNo }) => orderNo === attempt.orderNo);
  // Two orders of a scenario may share a number on purpose (C-9), and a foreign number has none: then the command tells.
  return (sameNumber.length === 1 ? sameNumber[0] : evidence.orders[command?.order ?? '']) ?? null;
};

/** A restarted client has another address, and an order commanded anew names that one: it is no content (B-1, D-8). */
const namesOwnAddress = ({ request }: Attempt, evidence: Evidence): boolean => {
  const named = (request?.payload as { readonly callbackUrl?: unknown } | null | undefined)?.callbackUrl ?? '';
  return evidence.dialogue.some(
    ({ direction, message }) =>
      direction === 'from-client' && message['type'] === 'opened' && message['callbackUrl'] === named,
  );
};

const isForeign = (evidence: Evidence, orderNo: string | null): boolean =>
  orderNo !== null && !Object.values(evidence.orders).some((order) => order['orderNo'] === orderNo);

const judgePayload = (evidence: Evidence): Finding | null => {
  const sent = sentOrders(evidence).flatMap((attempt) => {
    const commanded = commandedPayload(evidence, attempt);
    return commanded === null ? [] : [{ attempt, commanded }];
  });
  if (sent.length === 0) return null;
  const changed = sent
    .map(({ attempt, commanded }) => ({
      attempt,
      // A changed number is retry.same-order-number's business.
      pointers: contentDifferences(commanded, attempt.request?.payload).filter(
        (pointer) => pointer !== '/orderNo' && !(pointer === '/callbackUrl' && namesOwnAddress(attempt, evidence)),
      ),
    }))
    .filter(({ pointers }) => pointers.length > 0);
  const attempts = (changed.length > 0 ? changed : sent).map(({ attempt }) => attempt);
  if (changed.length === 0)
    return pass(say(`${sent.length} payload(s) as commanded`, `${sent.length} 个业务报文与指令一致`), attempts);
  return fail(
    say(
      `${changed.length} request(s) carry another content than the order commanded`,
      `${changed.length} 个请求的内容与指令中的订单不一致`,
    ),
    {
      expected: say('the payload as commanded, in every attempt', '每次尝试均为指令中的业务报文'),
      actual: listed(
        changed.map(({ attempt, pointers }) =>
          ofAttempt(attempt, ` differs at ${pointers.join(', ')}`, `在 ${pointers.join('、')} 处不同`),
        ),
      ),
      attempts,
    },
  );
};

const judgeNumber = (evidence: Evidence): Finding | null => {
  const asked = readAttempts(evidence).filter(({ request, orderNo }) => request !== null && orderNo !== null);
  if (asked.length === 0) return null;
  const foreign = asked.filter(({ orderNo }) => isForeign(evidence, orderNo));
  if (foreign.length === 0)
    return pass(say('only the commanded order numbers were used', '仅使用了指令中的订单号'), asked);
  const numbers = Object.values(evidence.orders)
    .map(({ orderNo }) => orderNo)
    .join(', ');
  return fail(
    say(
      'a new order number was invented for a sale: a second invoice may come of it',
      '为同一笔交易另起了订单号，可能重复开票',
    ),
    {
      expected: say(`one of ${numbers}`, `${numbers} 之一`),
      actual: listed(foreign.map((attempt) => ofAttempt(attempt, `: ${attempt.orderNo}`, `：${attempt.orderNo}`))),
      attempts: foreign,
    },
  );
};

export const retryChecks: readonly Check[] = [
  {
    id: 'retry.same-payload',
    clauses: ['C-1', 'C-8', 'D-1', 'D-9'],
    level: 'must',
    scope: 'universal',
    requirement: say(
      'The order is sent as commanded, and a retry carries the same content.',
      '订单按指令原样发送，重试时内容不得改变。',
    ),
    judge: judgePayload,
  },
  {
    id: 'retry.same-order-number',
    clauses: ['C-8'],
    level: 'must',
    scope: 'universal',
    requirement: say(
      'A sale keeps its order number whatever happened to an attempt.',
      '无论尝试结果如何，同一笔交易须始终使用同一订单号。',
    ),
    judge: judgeNumber,
  },
];
