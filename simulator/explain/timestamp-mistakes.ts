// Mistakes about time: the right moment in the wrong spelling, or in the wrong zone (E, E-5).
import { readTimestamp, writeTimestamp } from '../../protocol/timestamp.ts';
import { type DiagnosisProblem, found, type Mistake } from './problem.ts';

const form = 'yyyyMMddHHmmss, China standard time (UTC+8)';
const utcBehindMs = 8 * 60 * 60 * 1000;
/** E-5: how far a timestamp may be from the bureau's time. */
const toleranceMs = 300_000;

const utc: Mistake = {
  name: 'timestamp-utc',
  clause: 'E-5',
  remedy: 'Write China standard time: add eight hours to UTC, whatever the zone of the machine is.',
  zh: '时间戳用了世界时（UTC）；应使用北京时间（UTC+8），与服务器所在时区无关。',
};

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

const impossible: Mistake = {
  name: 'timestamp-impossible',
  clause: 'E',
  remedy: 'Write the current date and time as yyyyMMddHHmmss in UTC+8, fresh for every attempt.',
  zh: '时间戳不是有效的日期时间；应为当前北京时间 yyyyMMddHHmmss。',
};

/** What is wrong with a timestamp; `now` (milliseconds since 1970) tells whether it is right but for the zone. */
export const findTimestampMistake = (timestamp: string, now: number): DiagnosisProblem | null => {
  const epochMs = readTimestamp(timestamp);
  if (epochMs !== null) {
    const isUtc = Math.abs(now - utcBehindMs - epochMs) <= toleranceMs;
    return isUtc
      ? found(utc, { where: '/timestamp', expected: writeTimestamp(epochMs + utcBehindMs), received: timestamp })
      : null;
  }
  const spelling = spellings.find((candidate) => candidate.looksLike.test(timestamp));
  const meant = spelling?.epochMs(timestamp) ?? Number.NaN;
  const expected = Number.isNaN(meant) ? form : `${writeTimestamp(meant)} (${form})`;
  return found(spelling ?? impossible, { where: '/timestamp', expected, received: timestamp });
};
