// poll.pauses: how often a client asks after an accepted order, and for how long (C-10).
import type { Bilingual } from '../bilingual.ts';
import type { Check, Finding } from '../check.ts';
import type { Evidence } from '../evidence.ts';
import type { Attempt } from './attempt.ts';
import { type Chain, claimOf, pairsOf, readChains } from './chain.ts';
import { skewMs, slackMs } from './clock-slack.ts';
import { readDialogue } from './dialogue.ts';
import { fail, listed, ofAttempt, pass, say, seconds } from './finding.ts';
import { rowsOf } from './judged-besides.ts';
import { isAccepted, isBusy, isUnknown } from './meaning.ts';
import { readPushes } from './push.ts';
import { judgeWaits, type MeasuredWait, waitMs } from './waits.ts';

const longestPauseMs = 60_000;
const patienceMs = 30 * 60_000;
/** Jitter is free (C-7): a pause may be 20 % above its plan and the next exactly on it. */
const jitter = 1.2;

type Course = {
  readonly chain: Chain;
  readonly acceptedMs: number;
  readonly pauses: readonly MeasuredWait[];
  /** Set when the chain ended while the order was still being polled. */
  readonly endedPolling: boolean;
  readonly polls: readonly Attempt[];
};

const pauseBetween = (from: Attempt, to: Attempt, leastMs: number, nth: number): MeasuredWait => ({
  from,
  to,
  name: { en: `poll pause ${nth}`, zh: `第 ${nth} 次轮询间隔` },
  leastMs,
  mostMs: longestPauseMs,
});

/** Genuine news of the order ended the pause: whoever asks at once asks because of them, and not by the plan of C-10 (C-12). */
const isPrompted = (
  { orderNo }: Chain,
  { from, to }: { readonly from: Attempt; readonly to: Attempt },
  evidence: Evidence,
): boolean =>
  readPushes(evidence).some(
    ({ genuine, sentMs, sending }) =>
      genuine && sending.orderNo === orderNo && (from.endMs ?? from.startMs) <= sentMs && sentMs <= to.startMs,
  );

/**
 * The stretches of polling in a chain, each from an acceptance to the answer that ends it. What never left is sent after the
 * ladder's wait (C-11), which may be shorter than the pause that polling had come to, and tells nothing of the next pause.
 */
const coursesOf = (chain: Chain, evidence: Evidence): Course[] => {
  const { pollFirstMs, ladderMs } = readDialogue(evidence);
  const afterRefusalMs = Math.min(...ladderMs);
  const courses: Course[] = [];
  let open: { acceptedMs: number; pauses: MeasuredWait[]; polls: Attempt[]; floorMs: number } | null = null;
  const close = (endedPolling: boolean) => {
    if (open) courses.push({ chain, ...open, endedPolling });
    open = null;
  };
  for (const { from, to, acrossKill } of pairsOf(chain, evidence)) {
    const goesOn: boolean =
      isAccepted(from) || (open !== null && (isUnknown(from) || from.heard.kind === 'not-sent' || isBusy(from)));
    if (!goesOn) {
      close(false);
      continue;
    }
    open ??= { acceptedMs: from.endMs ?? from.startMs, pauses: [], polls: [], floorMs: pollFirstMs };
    if (to === null) {
      close(true);
      continue;
    }
    if (isPrompted(chain, { from, to }, evidence)) continue;
    open.polls.push(to);
    if (isBusy(from) || acrossKill) continue;
    const isRefused = from.heard.kind === 'not-sent';
    const leastMs = isRefused ? Math.min(open.floorMs, afterRefusalMs) : open.floorMs;
    open.pauses.push(pauseBetween(from, to, leastMs, open.pauses.length + 1));
    if (isRefused) continue;
    const plannedMs = Math.min(waitMs(from, to), longestPauseMs) / jitter - skewMs(evidence);
    open.floorMs = Math.max(pollFirstMs, Math.floor(plannedMs));
  }
  close(false);
  return courses;
};

/** Why a course of polling was given up too early or kept up too long; null when it was not. */
const refuteEnd = (course: Course, evidence: Evidence): Bilingual | null => {
  const late = course.polls.filter(({ startMs }) => startMs - course.acceptedMs >= patienceMs);
  if (late[1]) {
    const after = seconds(late[1].startMs - course.acceptedMs);
    return ofAttempt(late[1], ` asked ${after} after acceptance`, `在受理 ${after} 之后仍在查询`);
  }
  const claim = claimOf(course.chain);
  const endedMs = course.chain.commands.find((command) => command.claim === claim)?.results[0]?.atMs;
  if (!course.endedPolling || claim?.outcome !== 'unknown' || endedMs === undefined) return null;
  const lastedMs = endedMs - course.acceptedMs;
  return lastedMs >= patienceMs - slackMs(evidence)
    ? null
    : say(`given up ${seconds(lastedMs)} after acceptance`, `受理 ${seconds(lastedMs)} 后即放弃`);
};

const allCourses = (evidence: Evidence): Course[] =>
  readChains(evidence)
    .filter(({ kind }) => kind === 'issue')
    .flatMap((chain) => coursesOf(chain, evidence));

/** Every pause between polls with the least C-10 asks of it. */
export const measurePauses = (evidence: Evidence): MeasuredWait[] =>
  allCourses(evidence).flatMap((course) => course.pauses);

const judge = (evidence: Evidence): Finding | null => {
  const courses = allCourses(evidence);
  if (courses.length === 0) return null;
  const wrong = courses.flatMap((course) => refuteEnd(course, evidence) ?? []);
  const polls = courses.flatMap((course) => course.polls);
  const [first] = wrong;
  if (first)
    return fail(say(`polling did not last its 30 minutes: ${first.en}`, `轮询时长不符合 30 分钟的规定：${first.zh}`), {
      expected: say(
        'unknown at the first poll due 30 min or more after acceptance',
        '受理满 30 分钟后的首个应轮询时点判为 unknown',
      ),
      actual: listed(wrong),
      attempts: polls,
    });
  const pauses = courses.flatMap((course) => course.pauses);
  return pauses.length === 0 ? pass(say('no poll was needed', '无需轮询'), polls) : judgeWaits(pauses, evidence);
};

export const pollPauses: Check = {
  id: 'poll.pauses',
  clauses: ['C-10', 'D-8'],
  besides: rowsOf(['0001', '4003']),
  level: 'must',
  scope: 'scenario',
  requirement: say(
    'The first poll comes after 3 s or more, pauses never shrink and end at 60 s, for 30 minutes after acceptance.',
    '首次轮询至少间隔 3 秒，间隔不得缩短且至多 60 秒，自受理起持续 30 分钟。',
  ),
  judge,
};
