// envelope.timestamp, fresh-timestamp, fresh-nonce, fresh-iv: each attempt is made anew (C-1, E-4, E-5).
import type { Bilingual } from '../bilingual.ts';
import type { Check, Finding } from '../check.ts';
import type { Evidence } from '../evidence.ts';
import { freshnessMs, readInstant, readTimestamp } from '../wire/instant.ts';
import { type Attempt, readAttempts } from './attempt.ts';
import { skewMs } from './clock-slack.ts';
import { attemptName, fail, listed, ofAttempt, pass, say, seconds } from './finding.ts';

/** A timestamp has whole seconds and a request takes a while to build; more is the time of another attempt. */
const toleranceMs = 5_000;
/** From here on two attempts cannot honestly bear the same second. */
const sameTimestampMs = 2_000;

type Stamped = { readonly attempt: Attempt; readonly stampMs: number; readonly offMs: number };

const stampedOf = (evidence: Evidence): Stamped[] =>
  readAttempts(evidence).flatMap((attempt) => {
    const stampMs = readTimestamp(attempt.request?.message['timestamp'] ?? '');
    return stampMs === null ? [] : [{ attempt, stampMs, offMs: stampMs - attempt.startMs }];
  });

const describeStamp = ({ attempt, offMs }: Stamped): Bilingual => {
  const [stamp, off] = [attempt.request?.message['timestamp'], seconds(Math.abs(offMs))];
  return ofAttempt(
    attempt,
    `: timestamp ${stamp}, ${off} ${offMs < 0 ? 'behind' : 'ahead'}`,
    `：时间戳 ${stamp}，${offMs < 0 ? '落后' : '超前'} ${off}`,
  );
};

const judgeWindow = (evidence: Evidence): Finding | null => {
  const stamped = stampedOf(evidence);
  if (stamped.length === 0) return null;
  const far = stamped.filter(({ offMs }) => Math.abs(offMs) > freshnessMs);
  const attempts = (far.length > 0 ? far : stamped).map(({ attempt }) => attempt);
  if (far.length === 0)
    return pass(
      say(`${stamped.length} timestamp(s) within 300 s`, `${stamped.length} 个时间戳均在 300 秒以内`),
      attempts,
    );
  const zone = far.some(({ offMs }) => Math.abs(offMs + 8 * 3_600_000) < freshnessMs);
  return fail(
    say(
      `${far.length} timestamp(s) more than 300 s away from the bureau's time${zone ? ': 8 hours behind, written in UTC' : ''}`,
      `${far.length} 个时间戳与税局时间相差超过 300 秒${zone ? '：早 8 小时，误用了 UTC' : ''}`,
    ),
    {
      expected: say(
        'yyyyMMddHHmmss in China standard time (UTC+8), within 300 s',
        '东八区时间 yyyyMMddHHmmss，相差不超过 300 秒',
      ),
      actual: listed(far.map(describeStamp)),
      attempts,
    },
  );
};

/**
 * The time the client was last told: its own time in the session (D-4). The bureau's may have gone on since, to bring a
 * push or a delayed answer, and no word says so.
 */
const clientTimeMs = (attempt: Attempt, evidence: Evidence): number | null => {
  const before = attempt.sleep?.order ?? null;
  if (before === null || evidence.clockMode === 'real') return null;
  const told = evidence.dialogue.findLast(
    ({ order, direction, message }) => order < before && direction === 'to-client' && 'now' in message,
  );
  return told ? readInstant(told.at) : null;
};

const bearsClientTime = ({ attempt, stampMs }: Stamped, evidence: Evidence): boolean => {
  const toldMs = clientTimeMs(attempt, evidence);
  return toldMs !== null && stampMs === Math.floor(toldMs / 1_000) * 1_000;
};

const isStale = ({ attempt, stampMs, offMs }: Stamped, all: readonly Stamped[], evidence: Evidence): boolean => {
  const skew = skewMs(evidence);
  const copied = all.some(
    (other) =>
      other.stampMs === stampMs &&
      // A clock that is wrong from the start is envelope.timestamp's business.
      Math.abs(other.offMs) <= freshnessMs &&
      attempt.startMs - other.attempt.startMs >= sameTimestampMs + skew &&
      other.attempt.number < attempt.number,
  );
  return copied || (Math.abs(offMs) > toleranceMs + skew && Math.abs(offMs) <= freshnessMs);
};

const judgeFreshTimestamp = (evidence: Evidence): Finding | null => {
  const stamped = stampedOf(evidence);
  if (stamped.length === 0) return null;
  const stale = stamped.filter((one) => isStale(one, stamped, evidence) && !bearsClientTime(one, evidence));
  const attempts = (stale.length > 0 ? stale : stamped).map(({ attempt }) => attempt);
  if (stale.length === 0)
    return pass(say('every timestamp is its attempt’s own time', '每次尝试的时间戳均为当时时间'), attempts);
  return fail(
    say(
      `${stale.length} request(s) bear the time of another moment`,
      `${stale.length} 个请求的时间戳不是本次尝试的时间`,
    ),
    {
      expected: say('the session’s time of the attempt', '会话在该次尝试时的时间'),
      actual: listed(stale.map(describeStamp)),
      attempts,
    },
  );
};

const repeatedAmong = (attempts: readonly Attempt[], readValue: (attempt: Attempt) => string | null): Attempt[][] => {
  const seen = new Map<string, Attempt[]>();
  for (const attempt of attempts) {
    const value = readValue(attempt);
    if (value !== null) seen.set(value, [...(seen.get(value) ?? []), attempt]);
  }
  return [...seen.values()].filter(({ length }) => length > 1);
};

const judgeUnique = (
  attempts: readonly Attempt[],
  what: { readonly en: string; readonly zh: string; readonly readValue: (attempt: Attempt) => string | null },
): Finding | null => {
  const bearing = attempts.filter((attempt) => what.readValue(attempt) !== null);
  if (bearing.length < 2) return null;
  const repeated = repeatedAmong(bearing, what.readValue);
  if (repeated.length === 0)
    return pass(say(`${bearing.length} different ${what.en}s`, `${bearing.length} 个${what.zh}互不相同`), bearing);
  return fail(say(`a ${what.en} was used again`, `${what.zh}被重复使用`), {
    expected: say(`a fresh ${what.en} for every attempt`, `每次尝试使用新的${what.zh}`),
    actual: listed(
      repeated.map((users) => {
        const { en, zh } = listed(users.map(attemptName));
        const value = users.map(what.readValue)[0];
        return say(`${value} in ${en}`, `${value}：${zh}`);
      }),
    ),
    attempts: repeated.flat(),
  });
};

const nonceOf = ({ nonce }: Attempt): string | null => nonce;
const ivOf = ({ request }: Attempt): string | null => request?.iv ?? null;

export const envelopeFreshnessChecks: readonly Check[] = [
  {
    id: 'envelope.timestamp',
    clauses: ['C-1', 'E-5'],
    level: 'must',
    scope: 'universal',
    requirement: say(
      'The timestamp is China standard time and at most 300 s away from the bureau’s clock.',
      '时间戳须为东八区时间，与税局时钟相差不超过 300 秒。',
    ),
    judge: judgeWindow,
  },
  {
    id: 'envelope.fresh-timestamp',
    clauses: ['C-1'],
    level: 'must',
    scope: 'universal',
    requirement: say('Every attempt bears its own time, retries too.', '每次尝试（含重试）须使用当时的时间戳。'),
    judge: judgeFreshTimestamp,
  },
  {
    id: 'envelope.fresh-nonce',
    clauses: ['C-1', 'E-5'],
    level: 'must',
    scope: 'universal',
    requirement: say('Every attempt has a nonce of its own, retries too.', '每次尝试（含重试）须使用新的随机数。'),
    judge: (evidence) => judgeUnique(readAttempts(evidence), { en: 'nonce', zh: '随机数', readValue: nonceOf }),
  },
  {
    id: 'envelope.fresh-iv',
    clauses: ['C-1', 'E-4'],
    level: 'must',
    scope: 'universal',
    requirement: say('Every SM4-CBC message has a random IV of its own.', '每个 SM4-CBC 报文须使用新的随机 IV。'),
    judge: (evidence) => judgeUnique(readAttempts(evidence), { en: 'IV', zh: ' IV ', readValue: ivOf }),
  },
];
