// unknown.query-first, unknown.not-rejected, unknown.resends-after-not-found: an order whose fate is not known (C-8).
import type { Check, Finding } from '../check.ts';
import type { Evidence } from '../evidence.ts';
import { type Chain, claimOf, readChains } from './chain.ts';
import { skewMs } from './clock-slack.ts';
import { fail, listed, ofAttempt, pass, say, seconds, warn } from './finding.ts';
import { rowsOf } from './judged-besides.ts';
import { climbLadder, type Rung } from './ladder-walk.ts';
import { codeOf, describeHeard, isAccepted, isDefinitive, isIssue, isNotFound, isQuery, isUnknown } from './meaning.ts';
import { waitMs } from './waits.ts';

const issueChains = (evidence: Evidence): Chain[] => readChains(evidence).filter(({ kind }) => kind === 'issue');

const judgeQueryFirst = (evidence: Evidence): Finding | null => {
  const rungs = issueChains(evidence)
    .flatMap((chain) => climbLadder(chain, evidence))
    .filter(({ why, to }) => why === 'unknown' && to !== null && to.interface !== null);
  if (rungs.length === 0) return null;
  const blind = rungs.filter(({ to }) => to !== null && !isQuery(to));
  const ends = (some: readonly Rung[]) => some.flatMap(({ from, to }) => (to ? [from, to] : [from]));
  if (blind.length === 0) return pass(say('every rung began with a query', '每一级均先查询'), ends(rungs));
  const forbidden = blind.filter(({ from }) => codeOf(from) === '9999');
  const shown = forbidden.length > 0 ? forbidden : blind;
  const proof = {
    expected: say('invoice.query first', '先 invoice.query'),
    actual: listed(
      shown.flatMap(({ from, to }) => {
        const heard = describeHeard(from);
        return to
          ? [ofAttempt(to, ` sent ${to.interface} after ${heard.en}`, `在“${heard.zh}”之后发送了 ${to.interface}`)]
          : [];
      }),
    ),
    attempts: ends(shown),
  };
  return forbidden.length > 0
    ? fail(say('after 9999 the order was sent again without asking first', '返回 9999 后未先查询即重发'), proof)
    : warn(say('the order was sent again without asking first', '结果不明后未先查询即重发'), proof);
};

/** In a query's words 4004 is an answer, too (D-2). */
const mayReject = (chain: Chain, from: number): boolean =>
  chain.attempts
    .slice(from)
    .some((attempt) => isDefinitive(attempt) || (chain.kind === 'query' && isNotFound(attempt)));

const judgeNotRejected = (evidence: Evidence): Finding | null => {
  const met = readChains(evidence).flatMap((chain) => {
    const first = chain.attempts.findIndex(isUnknown);
    return first < 0 ? [] : [{ chain, first }];
  });
  if (met.length === 0) return null;
  const wrong = met.filter(
    ({ chain, first }) =>
      chain.commands.some(({ claim }) => ['rejected', 'invalid'].includes(claim?.outcome ?? '')) &&
      !mayReject(chain, first),
  );
  const shown = (wrong.length > 0 ? wrong : met).flatMap(({ chain, first }) => chain.attempts.slice(first));
  if (wrong.length === 0)
    return pass(say('no unknown outcome was called rejected', '未将结果不明的订单判为被拒绝'), shown);
  return fail(say('an order whose outcome was unknown was called rejected', '结果不明的订单被判为被拒绝'), {
    expected: say(
      'unknown, unless 1001, 4002, 41xx or status failed was heard afterwards',
      'unknown，除非其后得到 1001、4002、41xx 或状态 failed',
    ),
    actual: listed(
      wrong.map(({ chain, first }) => {
        const heard = listed(chain.attempts.slice(first).map(describeHeard));
        const outcome = claimOf(chain)?.outcome;
        return say(
          `${chain.orderNo} ended as ${outcome} after: ${heard.en}`,
          `${chain.orderNo} 以 ${outcome} 结束，此前：${heard.zh}`,
        );
      }),
    ),
    attempts: shown,
  });
};

/** "At once": no wait worth the name. */
const atOnceMs = 2_000;

const judgeResends = (evidence: Evidence): Finding | null => {
  const missing = issueChains(evidence).flatMap((chain) =>
    chain.attempts.flatMap((asked, at) => {
      const earlier = chain.attempts.slice(0, at);
      return isNotFound(asked) && isQuery(asked) && earlier.some((one) => isUnknown(one) || isAccepted(one))
        ? [{ chain, asked, next: chain.attempts[at + 1] ?? null }]
        : [];
    }),
  );
  if (missing.length === 0) return null;
  const attempts = missing.flatMap(({ asked, next }) => (next ? [asked, next] : [asked]));
  const expected = say('invoice.issue with the same number, at once', '立即以同一订单号 invoice.issue');
  const left = missing.filter(({ next }) => next === null || (next.interface !== null && !isIssue(next)));
  if (left.length > 0)
    return fail(say('the bureau does not know the order, but it was not sent again', '税局查无此单，却没有重发'), {
      expected,
      actual: listed(
        left.map(({ asked, next, chain }) => {
          if (next) return ofAttempt(next, ` sent ${next.interface}`, `发送了 ${next.interface}`);
          const outcome = claimOf(chain)?.outcome ?? '—';
          return ofAttempt(asked, ` was followed by ${outcome}`, `之后即为 ${outcome}`);
        }),
      ),
      attempts,
    });
  const slow = missing.filter(({ asked, next }) => next !== null && waitMs(asked, next) > atOnceMs + skewMs(evidence));
  if (slow.length > 0)
    return warn(say('the order was sent again, but not at once', '重发了订单，但未立即进行'), {
      expected,
      actual: listed(
        slow.flatMap(({ asked, next }) => {
          const waited = next ? seconds(waitMs(asked, next)) : '';
          return next ? [ofAttempt(next, ` after ${waited}`, `，间隔 ${waited}`)] : [];
        }),
      ),
      attempts,
    });
  return pass(say('sent again as soon as the bureau did not know it', '查无此单后立即重发'), attempts);
};

export const unknownOutcomeChecks: readonly Check[] = [
  {
    id: 'unknown.query-first',
    clauses: ['C-8'],
    besides: rowsOf(['3002', '9999']),
    level: 'should',
    scope: 'scenario',
    requirement: say(
      'A rung should begin with invoice.query; after 9999 it must.',
      '每一级重试宜先查询；返回 9999 后必须先查询。',
    ),
    judge: judgeQueryFirst,
  },
  {
    id: 'unknown.not-rejected',
    clauses: ['C-8'],
    besides: rowsOf(['3002', '9999']),
    level: 'must',
    scope: 'scenario',
    requirement: say(
      'Once an outcome is unknown, only a definitive refusal makes the order rejected.',
      '结果不明之后，只有确定性的拒绝才能判为被拒绝。',
    ),
    judge: judgeNotRejected,
  },
  {
    id: 'unknown.resends-after-not-found',
    clauses: ['C-8'],
    besides: rowsOf(['4004']),
    level: 'must',
    scope: 'scenario',
    requirement: say(
      'When a query after an unknown outcome finds nothing, the order is sent again at once.',
      '结果不明后查询无记录的，须立即以同一订单号重发。',
    ),
    judge: judgeResends,
  },
];
