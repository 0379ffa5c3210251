// busy.waits, busy.retry-after, busy.patience: how a client treats a bureau that is busy (C-6).
import type { Bilingual } from '../bilingual.ts';
import type { Check, Finding } from '../check.ts';
import type { Evidence } from '../evidence.ts';
import type { Attempt } from './attempt.ts';
import { type Chain, claimOf, pairsOf, readChains } from './chain.ts';
import { attemptName, fail, listed, pass, say, seconds } from './finding.ts';
import { rowsOf } from './judged-besides.ts';
import { codeOf, growingBusyCodes, isBusy } from './meaning.ts';
import { judgeWaits, type MeasuredWait, waitMs } from './waits.ts';

const stepMs = 10_000;
const capMs = 300_000;
const leastWaits = 8;
const patienceMs = 24 * 3_600_000;

const retryAfterMs = ({ heard }: Attempt): number =>
  heard.kind === 'believed' ? heard.answer.retryAfterSeconds * 1_000 : 0;

const noRow = { n: 0, longN: 0, previousMs: 0, longPreviousMs: 0 };

type BusyWait = {
  readonly from: Attempt;
  readonly to: Attempt;
  /** Its place in the row of 3001 and 3004; 0 for 3003, where `retryAfter` suffices. */
  readonly n: number;
  readonly previousMs: number;
  /** The largest of the lawful minima, and what a client may count that lets 3003 stand in the row. */
  readonly mostMs: number;
};

/**
 * The waits after busy answers of one chain. Rows end at any other answer. For the upper bound neither 3003 ends them nor what is no
 * answer to be believed, nor a kill: a client may go on counting.
 */
const busyWaitsOf = (chain: Chain, evidence: Evidence): BusyWait[] => {
  const waits: BusyWait[] = [];
  let row = noRow;
  for (const { from, to, acrossKill } of pairsOf(chain, evidence)) {
    if (!isBusy(from) || acrossKill) {
      const isOver = !isBusy(from) && from.heard.kind === 'believed';
      row = isOver ? noRow : { ...row, n: 0, previousMs: 0 };
      continue;
    }
    const grows = growingBusyCodes.includes(codeOf(from) ?? '');
    const n = grows ? row.n + 1 : 0;
    const longN = row.longN + 1;
    const previousMs = grows ? row.previousMs : 0;
    const leastMs = Math.max(retryAfterMs(from), Math.min(Math.max(n * stepMs, previousMs), capMs));
    if (to === null) continue;
    const waited = waitMs(from, to);
    const mostMs = Math.max(leastMs, Math.min(Math.max(longN * stepMs, row.longPreviousMs), capMs));
    waits.push({ from, to, n, previousMs, mostMs });
    row = { n, longN, previousMs: grows ? Math.min(leastMs, waited) : 0, longPreviousMs: Math.max(waited, 0) };
  }
  return waits;
};

const allWaits = (evidence: Evidence): BusyWait[] =>
  readChains(evidence).flatMap((chain) => busyWaitsOf(chain, evidence));

const measure = (wait: BusyWait, leastMs: number): MeasuredWait => ({
  from: wait.from,
  to: wait.to,
  name: {
    en: `the wait after ${codeOf(wait.from)}${wait.n > 0 ? ` (busy answer ${wait.n} in a row)` : ''}`,
    zh: `返回 ${codeOf(wait.from)}${wait.n > 0 ? `（连续第 ${wait.n} 次繁忙）` : ''}后的`,
  },
  leastMs,
  mostMs: wait.mostMs,
});

/** Every wait after a busy answer with all that C-6 asks of it. */
export const measureBusyWaits = (evidence: Evidence): MeasuredWait[] =>
  allWaits(evidence).map((wait) =>
    measure(wait, Math.max(retryAfterMs(wait.from), Math.min(Math.max(wait.n * stepMs, wait.previousMs), capMs))),
  );

const judgeGrowing = (evidence: Evidence): Finding | null => {
  const waits = allWaits(evidence)
    .filter(({ n }) => n > 0)
    .map((wait) => measure(wait, Math.min(Math.max(wait.n * stepMs, wait.previousMs), capMs)));
  return waits.length === 0 ? null : judgeWaits(waits, evidence);
};

const judgeRetryAfter = (evidence: Evidence): Finding | null => {
  const waits = allWaits(evidence).map((wait) => measure(wait, retryAfterMs(wait.from)));
  return waits.length === 0 ? null : judgeWaits(waits, evidence);
};

type GivingUp = {
  readonly chain: Chain;
  readonly row: readonly Attempt[];
  readonly waits: number;
  readonly lastedMs: number;
};

/** The row of busy answers a chain ended in. */
const readLastRow = (chain: Chain): GivingUp => {
  const begins = chain.attempts.findLastIndex((attempt) => !isBusy(attempt)) + 1;
  const row = chain.attempts.slice(begins);
  const [first, last] = [row[0], row.at(-1)];
  return { chain, row, waits: row.length - 1, lastedMs: first && last ? last.startMs - first.startMs : 0 };
};

/** Why a chain that met a busy bureau lost patience too early or too late; null when it did not. */
const refutePatience = ({ chain, row, waits, lastedMs }: GivingUp): Bilingual | null => {
  if (lastedMs > patienceMs)
    return say(
      `went on for ${seconds(lastedMs)} after the first busy answer`,
      `首次繁忙应答后持续了 ${seconds(lastedMs)}`,
    );
  const claim = claimOf(chain);
  if (row.length === 0 || claim === null || waits >= leastWaits) return null;
  const last = row.at(-1);
  const at = last ? attemptName(last) : null;
  return say(
    `gave up as ${claim.outcome} after ${waits} wait(s)${at ? `, at ${at.en}` : ''}`,
    `等待 ${waits} 次后即以 ${claim.outcome} 放弃${at ? `（${at.zh}）` : ''}`,
  );
};

const judgePatience = (evidence: Evidence): Finding | null => {
  const met = readChains(evidence).filter(({ attempts }) => attempts.some(isBusy));
  if (met.length === 0) return null;
  const hasty = met.map(readLastRow).flatMap((giving) => {
    const why = refutePatience(giving);
    return why === null ? [] : [{ why, row: giving.row }];
  });
  if (hasty.length === 0)
    return pass(
      say('busy answers were waited out', '对繁忙应答保持了耐心'),
      met.flatMap(({ attempts }) => attempts.filter(isBusy)),
    );
  return fail(say('a busy bureau was given up too early or pestered too long', '对繁忙的税局过早放弃或纠缠过久'), {
    expected: say(`at least ${leastWaits} waits, at most 24 h`, `至少等待 ${leastWaits} 次，至多 24 小时`),
    actual: listed(hasty.map(({ why }) => why)),
    attempts: hasty.flatMap(({ row }) => row),
  });
};

export const busyChecks: readonly Check[] = [
  {
    id: 'busy.waits',
    clauses: ['C-6'],
    besides: rowsOf(growingBusyCodes),
    level: 'must',
    scope: 'scenario',
    requirement: say(
      'The n-th busy answer in a row is followed by n × 10 s or more, never less than the wait before (both up to 300 s).',
      '连续第 n 次繁忙后至少等待 n × 10 秒，且不短于上一次等待（均以 300 秒为上限）。',
    ),
    judge: judgeGrowing,
  },
  {
    id: 'busy.retry-after',
    clauses: ['C-6'],
    besides: rowsOf([...growingBusyCodes, '3003']),
    level: 'must',
    scope: 'scenario',
    requirement: say(
      'After a busy answer the client waits at least `retryAfter`.',
      '收到繁忙应答后至少等待 retryAfter。',
    ),
    judge: judgeRetryAfter,
  },
  {
    id: 'busy.patience',
    clauses: ['C-6'],
    besides: rowsOf(growingBusyCodes),
    level: 'must',
    scope: 'scenario',
    requirement: say(
      'A busy bureau is given up to a person not before 8 waits and not after 24 h.',
      '对繁忙的税局，转人工不得早于 8 次等待，不得晚于 24 小时。',
    ),
    judge: judgePatience,
  },
];
