// What each member of an envelope must look like: the tables of sections E and E-7.
import { isNonce } from './nonce.ts';
import { readTimestamp } from './timestamp.ts';

/** One thing wrong with an envelope; `member` is '' when the message as a whole cannot be read. */
export type Problem = { readonly member: string; readonly expected: string; readonly received: string };

export type MemberRule = {
  readonly member: string;
  readonly optional?: true;
  readonly expected: string;
  /** What a JSON Schema can say of it. */
  readonly form?: { readonly pattern: string } | { readonly enum: readonly string[] };
  readonly holds: (value: string) => boolean;
};

const anyText = { expected: 'a string', holds: () => true };
const time = {
  expected: 'yyyyMMddHHmmss, a time that exists, UTC+8',
  form: { pattern: '^[0-9]{14}$' },
  holds: (value: string) => readTimestamp(value) !== null,
};
const oneOf = (...words: readonly string[]) => ({
  expected: words.map((word) => (word === '' ? 'empty' : word)).join(' or '),
  form: { enum: words },
  holds: (value: string) => words.includes(value),
});

/** The nine members of a request. Empty `data` and `signature` pass here: their own gates answer 2005 and 2002 (E-6). */
export const requestRules: readonly MemberRule[] = [
  { member: 'appId', ...anyText },
  { member: 'interface', ...anyText },
  { member: 'version', ...oneOf('1.0') },
  { member: 'timestamp', ...time },
  {
    member: 'nonce',
    expected: '16 to 64 characters of [0-9A-Za-z]',
    form: { pattern: '^[0-9A-Za-z]{16,64}$' },
    holds: isNonce,
  },
  { member: 'encryptType', ...oneOf('SM4-CBC', 'SM4-ECB') },
  { member: 'data', ...anyText },
  { member: 'signType', ...oneOf('HMAC-SM3', 'SM2-SM3') },
  { member: 'signature', ...anyText },
];

/** The members of an answer; unsigned ones have empty `encryptType`, `data`, `signType` and `signature` (E-7). */
export const answerRules: readonly MemberRule[] = [
  { member: 'requestId', ...anyText },
  { member: 'requestNonce', ...anyText },
  { member: 'interface', ...anyText },
  { member: 'timestamp', ...time },
  {
    member: 'returnCode',
    expected: 'four digits',
    form: { pattern: '^[0-9]{4}$' },
    holds: (value) => /^[0-9]{4}$/.test(value),
  },
  { member: 'returnMessage', ...anyText },
  { member: 'encryptType', ...oneOf('SM4-CBC', 'SM4-ECB', '') },
  { member: 'data', ...anyText },
  { member: 'signType', ...oneOf('HMAC-SM3', 'SM2-SM3', '') },
  { member: 'signature', ...anyText },
  {
    member: 'retryAfter',
    optional: true,
    expected: 'whole seconds, 1 to 6 digits',
    form: { pattern: '^[0-9]{1,6}$' },
    holds: (value) => /^[0-9]{1,6}$/.test(value),
  },
];

const mostProblems = 50;
const longestQuote = 80;

const describe = (value: unknown): string => {
  if (value === undefined) return 'nothing';
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'an array';
  if (typeof value !== 'string') return typeof value === 'object' ? 'an object' : `a ${typeof value}: ${String(value)}`;
  return value.length > longestQuote ? `${value.slice(0, longestQuote)}…` : value;
};

/** Everything wrong with the members of a parsed message, at most 50 problems; an empty list means all are strings. */
export const judgeMembers = (members: Readonly<Record<string, unknown>>, rules: readonly MemberRule[]): Problem[] => {
  const ruled = new Set(rules.map((rule) => rule.member));
  const found = rules.flatMap((rule): Problem[] => {
    const value = Object.hasOwn(members, rule.member) ? members[rule.member] : undefined;
    if (value === undefined && rule.optional) return [];
    const holds = typeof value === 'string' && rule.holds(value);
    return holds ? [] : [{ member: rule.member, expected: rule.expected, received: describe(value) }];
  });
  const further = Object.entries(members)
    .filter(([member, value]) => !ruled.has(member) && typeof value !== 'string')
    .map(([member, value]) => ({ member, expected: 'a string', received: describe(value) }));
  return [...found, ...further].slice(0, mostProblems);
};
