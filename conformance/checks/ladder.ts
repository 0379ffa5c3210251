// ladder.waits, ladder.three-rungs and connect.waits: 10, 30 and 60 seconds, then a person (C-7, C-11).
import type { Bilingual } from '../bilingual.ts';
import type { Check, Finding } from '../check.ts';
import type { Evidence } from '../evidence.ts';
import { readAttempts } from './attempt.ts';
import { type Chain, claimOf, readChains } from './chain.ts';
import { slackMs } from './clock-slack.ts';
import { readDialogue } from './dialogue.ts';
import { attemptName, fail, listed, ofAttempt, pass, say, seconds } from './finding.ts';
import { rowsOf } from './judged-besides.ts';
import { climbLadder, measureRungs, type Rung } from './ladder-walk.ts';
import { describeHeard } from './meaning.ts';
import { judgeWaits } from './waits.ts';

/** C-7. */
const shortestTimeoutMs = 30_000;
const longestTimeoutMs = 60_000;

const judgeTimeouts = (evidence: Evidence): Finding | null => {
  const timed = readAttempts(evidence).filter(({ timedOut, endMs }) => timedOut && endMs !== null);
  const spanOf = (attempt: (typeof timed)[number]) => (attempt.endMs ?? 0) - attempt.startMs;
  const wrong = timed.filter((attempt) => {
    const spanMs = spanOf(attempt);
    const tooLong = evidence.clockMode === 'virtual' && spanMs > longestTimeoutMs;
    return spanMs < shortestTimeoutMs - slackMs(evidence) || tooLong;
  });
  if (!wrong[0]) return null;
  return fail(
    say(
      `an answer was awaited for ${seconds(spanOf(wrong[0]))}`,
      `等待应答 ${seconds(spanOf(wrong[0]))}，不在规定范围内`,
    ),
    {
      expected: say('a response timeout of 30 to 60 s', '等待应答 30 至 60 秒'),
      actual: listed(
        wrong.map((attempt) => ofAttempt(attempt, `: ${seconds(spanOf(attempt))}`, `：${seconds(spanOf(attempt))}`)),
      ),
      attempts: wrong,
    },
  );
};

const rungsOf = (evidence: Evidence, why: Rung['why']): Rung[] =>
  readChains(evidence).flatMap((chain) => climbLadder(chain, evidence).filter((rung) => rung.why === why));

const judgeLadderWaits = (evidence: Evidence): Finding | null => {
  const waits = measureRungs(rungsOf(evidence, 'unknown'), evidence);
  const timeouts = judgeTimeouts(evidence);
  if (timeouts) return timeouts;
  return waits.length === 0 ? null : judgeWaits(waits, evidence);
};

/** Why a chain climbed too few or too many rungs; null when it did what C-7 says. */
const refuteRungs = (chain: Chain, evidence: Evidence): Bilingual | null => {
  const wanted = readDialogue(evidence).ladderMs.length;
  const rungs = climbLadder(chain, evidence);
  const beyond = rungs.find(({ to, nth }) => to !== null && nth >= wanted);
  if (beyond?.to) return ofAttempt(beyond.to, ' came after the last rung', '在最后一级之后发出');
  const last = rungs.at(-1);
  const claim = claimOf(chain);
  if (!last || last.to !== null || claim === null || claim.outcome === 'issued' || last.nthOfAll >= wanted) return null;
  const [at, heard] = [attemptName(last.from), describeHeard(last.from)];
  return say(
    `handed over as ${claim.outcome} after ${last.nthOfAll} rung(s), at ${at.en} (${heard.en})`,
    `重试 ${last.nthOfAll} 级后即以 ${claim.outcome} 移交，止于${at.zh}（${heard.zh}）`,
  );
};

const judgeRungs =
  (why: Rung['why']) =>
  (evidence: Evidence): Finding | null => {
    const met = readChains(evidence).filter(
      (chain) => chain.kind === 'issue' && climbLadder(chain, evidence).some((rung) => rung.why === why),
    );
    if (met.length === 0) return null;
    const climbed = met.flatMap((chain) => climbLadder(chain, evidence).map(({ from }) => from));
    const wrong = met.flatMap((chain) => refuteRungs(chain, evidence) ?? []);
    const [first] = wrong;
    if (!first) return pass(say('no rung was skipped and none added', '未跳过也未增加重试级数'), climbed);
    return fail(say(`not three rungs: ${first.en}`, `未按三级重试：${first.zh}`), {
      expected: say('three rungs of 10, 30 and 60 s, then a person', '依次 10、30、60 秒三级重试，然后转人工'),
      actual: listed(wrong),
      attempts: climbed,
    });
  };

const judgeConnect = (evidence: Evidence): Finding | null => {
  const rungs = rungsOf(evidence, 'not-sent');
  if (rungs.length === 0) return null;
  const count = judgeRungs('not-sent')(evidence);
  const waits = measureRungs(rungs, evidence);
  const kept = waits.length === 0 ? null : judgeWaits(waits, evidence);
  return kept?.verdict === 'fail' || count?.verdict !== 'fail' ? (kept ?? count) : count;
};

export const ladderChecks: readonly Check[] = [
  {
    id: 'ladder.waits',
    clauses: ['C-7'],
    besides: rowsOf(['3002', '9999']),
    level: 'must',
    scope: 'scenario',
    requirement: say(
      'After an unknown outcome come waits of at least 10, 30 and 60 s from the end of each attempt; an answer is awaited for 30 to 60 s.',
      '结果不明后，自每次尝试结束起依次至少等待 10、30、60 秒；等待应答 30 至 60 秒。',
    ),
    judge: judgeLadderWaits,
  },
  {
    id: 'ladder.three-rungs',
    clauses: ['C-7'],
    level: 'must',
    scope: 'scenario',
    requirement: say(
      'An order whose outcome stays unknown is handed over after exactly three rungs.',
      '结果始终不明的订单，恰在三级重试之后转人工。',
    ),
    judge: judgeRungs('unknown'),
  },
  {
    id: 'connect.waits',
    clauses: ['C-11'],
    level: 'must',
    scope: 'scenario',
    requirement: say(
      'After a refused connection the request is sent again after the ladder’s waits; only then is it handed over.',
      '连接被拒绝后按重试阶梯等待再发；三级用尽方可转人工。',
    ),
    judge: judgeConnect,
  },
];
