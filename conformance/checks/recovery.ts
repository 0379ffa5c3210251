// recovery.*: after an outage a client comes back oldest first and never all at once (C-19).
import type { Check, Finding } from '../check.ts';
import type { Evidence } from '../evidence.ts';
import type { Attempt } from './attempt.ts';
import { type Chain, pairsOf, readChains } from './chain.ts';
import { readDialogue } from './dialogue.ts';
import { attemptName, fail, listed, pass, say } from './finding.ts';
import { isBusy, isUnknown } from './meaning.ts';

const mostInFlight = 4;

const isUnserved = (attempt: Attempt): boolean =>
  attempt.heard.kind === 'not-sent' || isUnknown(attempt) || isBusy(attempt);

/** Requests of orders whose request before was not served. */
const resumedOf = (evidence: Evidence): Attempt[] =>
  readChains(evidence).flatMap((chain) =>
    pairsOf(chain, evidence).flatMap(({ from, to }) => (to && isUnserved(from) ? [to] : [])),
  );

/** What is over at the very instant at which another one begins is not beside it. */
const besides = (attempt: Attempt, others: readonly Attempt[]): Attempt[] =>
  others.filter((other) => other.startMs <= attempt.startMs && (other.endMs === null || other.endMs > attempt.startMs));

const judgeInFlight = (evidence: Evidence): Finding | null => {
  const resumed = resumedOf(evidence);
  if (resumed.length === 0) return null;
  const crowds = resumed.map((attempt) => besides(attempt, resumed));
  const most = crowds.reduce((largest, crowd) => (crowd.length > largest.length ? crowd : largest));
  const found = say(
    `at most ${most.length} resumed requests were in flight`,
    `恢复的请求至多 ${most.length} 个同时在途`,
  );
  if (most.length <= mostInFlight) return pass(found, most);
  return fail(say('the bureau that had just come back was overrun', '刚恢复的税局被大量请求淹没'), {
    expected: say(`at most ${mostInFlight} requests in flight`, `至多 ${mostInFlight} 个在途请求`),
    actual: listed([say(`${most.length} at once`, `${most.length} 个同时在途`), ...most.map(attemptName)]),
    attempts: most,
  });
};

type Return = {
  readonly chain: Chain;
  /** The first one after the outage. */
  readonly resumed: Attempt;
  /** When its last wait before that was over; ms on the session's clock. */
  readonly freeMs: number | null;
};

const returnsOf = (evidence: Evidence): Return[] => {
  const { sleeps } = readDialogue(evidence);
  return readChains(evidence).flatMap((chain) => {
    const resumed = pairsOf(chain, evidence).find(({ from, to }) => to && isUnserved(from))?.to;
    if (!resumed) return [];
    const waits = sleeps.filter(
      ({ command, nonce, ended }) =>
        nonce === null &&
        ended !== null &&
        ended.atMs <= resumed.startMs &&
        chain.commands.some(({ id }) => id === command),
    );
    return [{ chain, resumed, freeMs: waits.at(-1)?.ended?.atMs ?? null }];
  });
};

/** The younger one went although the older one was free to go, and waited on. */
const overtook = (older: Return, younger: Return): boolean =>
  older.freeMs !== null && older.freeMs < younger.resumed.startMs && younger.resumed.startMs < older.resumed.startMs;

const judgeOrder = (evidence: Evidence): Finding | null => {
  const returns = returnsOf(evidence).toSorted(
    (a, b) => (a.chain.attempts[0]?.number ?? 0) - (b.chain.attempts[0]?.number ?? 0),
  );
  if (returns.length < 2) return null;
  const wrong = returns.flatMap((older, at) =>
    returns.slice(at + 1).flatMap((younger) => (overtook(older, younger) ? [{ older, younger }] : [])),
  );
  const attempts = returns.map(({ resumed }) => resumed);
  if (wrong.length === 0) return pass(say('the oldest orders came first', '最早的订单最先恢复'), attempts);
  return fail(say('younger orders overtook older ones that were free to go', '较晚的订单抢在可以恢复的较早订单之前'), {
    expected: say('oldest first', '最早的订单最先恢复'),
    actual: listed(
      wrong.map(({ older, younger }) => {
        const [first, second] = [younger.chain.orderNo, older.chain.orderNo];
        return say(`${first} before ${second}`, `${first} 先于 ${second}`);
      }),
    ),
    attempts: wrong.flatMap(({ older, younger }) => [older.resumed, younger.resumed]),
  });
};

const atMostFour: Check = {
  id: 'recovery.at-most-four',
  clauses: ['C-19'],
  level: 'must',
  scope: 'scenario',
  requirement: say(
    'After an outage at most four of the requests that come back are in flight at once.',
    '中断之后，恢复的请求同时在途者至多四个。',
  ),
  judge: judgeInFlight,
};

const oldestFirst: Check = {
  id: 'recovery.oldest-first',
  clauses: ['C-19'],
  level: 'must',
  scope: 'scenario',
  requirement: say('After an outage the oldest orders are resumed first.', '中断之后，最早的订单最先恢复。'),
  judge: judgeOrder,
};

export const recoveryChecks: readonly Check[] = [atMostFour, oldestFirst];
