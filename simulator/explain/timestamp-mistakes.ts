// Mistakes about time: the right moment in the wrong spelling, or in the wrong zone (E, E-5).
import { readTimestamp, writeTimestamp } from '../../protocol/timestamp.ts';
import { type DiagnosisProblem, found, type Mistake } from './problem.ts';

const form = 'yyyyMMddHHmmss, China standard time (UTC+8)';
const hourMs = 60 * 60 * 1000;
const utcBehindMs = 8 * hourMs;
/** E-5: how far a timestamp may be from the bureau's time. */
const toleranceMs = 300_000;

const mistakes = {
  utc: {
    name: 'timestamp-utc',
    clause: 'E-5',
    remedy: 'Write China standard time: add eight hours to UTC, whatever the zone of the machine is.',
    zh: '时间戳用了世界时（UTC）；应使用北京时间（UTC+8），与服务器所在时区无关。',
  },
  twelveHours: {
    name: 'timestamp-12-hour',
    clause: 'E-5',
    remedy: 'Write hours from 00 to 23: the pattern is HH in Java and .NET (hh counts to 12), %H elsewhere (not %I).',
    zh: '时间戳用了12小时制；小时应为00至23：Java 与 .NET 用 HH（不是 hh），其他语言用 %H（不是 %I）。',
  },
  stale: {
    name: 'timestamp-stale',
    clause: 'E-5',
    remedy: 'Set the clock (NTP), and sign every attempt afresh instead of sending an old request again.',
    zh: '时间戳与税局时间相差超过300秒；请校时，且每次尝试重新签名。',
  },
  impossible: {
    name: 'timestamp-impossible',
    clause: 'E',
    remedy: 'Write the current date and time as yyyyMMddHHmmss in UTC+8, fresh for every attempt.',
    zh: '时间戳不是有效的日期时间；应为当前北京时间 yyyyMMddHHmmss。',
  },
} as const satisfies Record<string, Mistake>;

type Spelling = Mistake & { readonly looksLike: RegExp; readonly epochMs: (text: string) => number };

const spellings: readonly Spelling[] = [
  {
    name: 'timestamp-seconds',
    clause: 'E',
    remedy: 'Write the calendar date and time as yyyyMMddHHmmss in UTC+8, not seconds since 1970.',
    zh: '时间戳用了自1970年起的秒数；应写成北京时间 yyyyMMddHHmmss。',
    looksLike: /^[0-9]{10}$/,
    epochMs: (text) => Number(text) * 1000,
  },
  {
    name: 'timestamp-milliseconds',
    clause: 'E',
    remedy: 'Write the calendar date and time as yyyyMMddHHmmss in UTC+8, not milliseconds since 1970.',
    zh: '时间戳用了自1970年起的毫秒数；应写成北京时间 yyyyMMddHHmmss。',
    looksLike: /^[0-9]{13}$/,
    epochMs: (text) => Number(text),
  },
  {
    name: 'timestamp-separators',
    clause: 'E',
    remedy: 'Write fourteen digits without separators, letters or zone: yyyyMMddHHmmss in UTC+8.',
    zh: '时间戳带有分隔符或时区；应为14位数字 yyyyMMddHHmmss（北京时间）。',
    looksLike: /^[0-9]{4}-[0-9]{2}-[0-9]{2}[T ][0-9]{2}:[0-9]{2}:[0-9]{2}/,
    epochMs: (text) => Date.parse(/(Z|[+-]\d\d:\d\d)$/.test(text) ? text : `${text.replace(' ', 'T')}+08:00`),
  },
];

export const timestampMistakes: readonly Mistake[] = [...Object.values(mistakes), ...spellings];

/** When a message met the bureau; a `guess` (whoever looks at a file now) cannot tell whether it was too old then. */
export type Moment = { readonly is: 'arrival' | 'guess'; readonly epochMs: number };

const near = (epochMs: number, other: number): boolean => Math.abs(epochMs - other) <= toleranceMs;

/** `hh` in place of `HH` writes 03 for 15 hours, and 12 for midnight. */
const isTwelveHours = (timestamp: string, sent: number, now: number): boolean => {
  const hour = Number(timestamp.slice(8, 10));
  return (hour <= 12 && near(sent, now - 12 * hourMs)) || (hour === 12 && near(sent, now + 12 * hourMs));
};

export const stale = (expected: string, received: string): DiagnosisProblem =>
  found(mistakes.stale, { where: '/timestamp', expected, received });

/** A moment that is written as it must be, and may still be the wrong one. */
const judgeMoment = (timestamp: string, sent: number, moment: Moment): DiagnosisProblem | null => {
  const now = Math.floor(moment.epochMs / 1000) * 1000;
  const where = '/timestamp';
  const meant = (mistake: Mistake): DiagnosisProblem =>
    found(mistake, { where, expected: `about ${writeTimestamp(now)} (${form})`, received: timestamp });
  if (near(sent, now)) return null;
  if (near(sent, now - utcBehindMs)) return meant(mistakes.utc);
  if (isTwelveHours(timestamp, sent, now)) return meant(mistakes.twelveHours);
  return moment.is === 'arrival' ? meant(mistakes.stale) : null;
};

/** What is wrong with a timestamp, judged at `moment`. */
export const findTimestampMistake = (timestamp: string, moment: Moment): DiagnosisProblem | null => {
  const sent = readTimestamp(timestamp);
  if (sent !== null) return judgeMoment(timestamp, sent, moment);
  const spelling = spellings.find((candidate) => candidate.looksLike.test(timestamp));
  const meant = spelling?.epochMs(timestamp) ?? Number.NaN;
  const expected = Number.isNaN(meant) ? form : `${writeTimestamp(meant)} (${form})`;
  return found(spelling ?? mistakes.impossible, { where: '/timestamp', expected, received: timestamp });
};
