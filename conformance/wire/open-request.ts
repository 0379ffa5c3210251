// Opens a client's request with the keys of its session: form, signature, plaintext, payload (E, E-1 to E-4).
import type { Bilingual } from '../bilingual.ts';
import { isMembers } from '../members.ts';
import { expectedHmacSm3 } from './hmac-sm3.ts';
import { readTimestamp } from './instant.ts';
import { readJson } from './json-text.ts';
import type { WireCredentials } from './message.ts';
import {
  type Format,
  type FormRule,
  type Message,
  missingMembers,
  type Problem,
  type RawMessage,
  readMessage,
  same,
} from './message.ts';
import { signatureText } from './signature-text.ts';
import { verifySm2Sm3 } from './sm2.ts';
import { decryptData } from './sm4.ts';
import { readXml } from './xml-text.ts';

export type OpenedRequest = {
  readonly format: Format;
  readonly message: Readonly<Record<string, string>>;
  readonly problems: readonly Problem[];
  readonly signatureOk: boolean;
  /** What this wire would have signed with the session's secret; null for SM2, whose signatures are random. */
  readonly expectedSignature: string | null;
  readonly signatureText: string;
  readonly plaintext: string | null;
  readonly payload: unknown;
  /** Hexadecimal; null in ECB and where nothing could be decrypted. */
  readonly iv: string | null;
};

const requestMembers = [
  'appId',
  'interface',
  'version',
  'timestamp',
  'nonce',
  'encryptType',
  'data',
  'signType',
  'signature',
];

const withoutQuery = (path: string): string => path.split('?')[0] ?? '';
const lastSegment = (path: string): string => {
  const whole = withoutQuery(path);
  return whole.slice(whole.lastIndexOf('/') + 1);
};

type About = { readonly credentials: WireCredentials; readonly path: string };
type Rule = Pick<Problem, 'rule' | 'member'> & {
  readonly holds: (value: string, about: About) => boolean;
  readonly expected: (about: About) => Bilingual;
};

const equals = (rule: FormRule, member: string, wanted: (about: About) => string): Rule => ({
  rule,
  member,
  holds: (value, about) => value === wanted(about),
  expected: (about) => same(wanted(about)),
});

const rules: readonly Rule[] = [
  equals('app-id', 'appId', ({ credentials }) => credentials.appId),
  equals('interface', 'interface', ({ path }) => lastSegment(path)),
  equals('version', 'version', () => '1.0'),
  {
    rule: 'timestamp-form',
    member: 'timestamp',
    holds: (value) => readTimestamp(value) !== null,
    expected: () => ({ en: 'a possible yyyyMMddHHmmss', zh: '存在的时刻 yyyyMMddHHmmss' }),
  },
  {
    rule: 'nonce-form',
    member: 'nonce',
    holds: (value) => /^[0-9A-Za-z]{16,64}$/.test(value),
    expected: () => ({ en: '16 to 64 characters of [0-9A-Za-z]', zh: '16 至 64 个 [0-9A-Za-z] 字符' }),
  },
  equals('encrypt-type', 'encryptType', ({ credentials }) => credentials.encryptType),
  equals('sign-type', 'signType', ({ credentials }) => credentials.signType),
];

const brokenRules = ({ members }: Message, about: About): Problem[] => {
  const broken: Problem[] = [];
  for (const { rule, member, holds, expected } of rules) {
    const received = members[member];
    if (received === undefined || holds(received, about)) continue;
    broken.push({ rule, member, expected: expected(about), received: same(received) });
  }
  return broken;
};

/** T-2; the environment is the business of the credentials. */
const judgePath = ({ method, path }: { readonly method: string; readonly path: string }): Problem[] =>
  method === 'POST' && /\/(?:test|production)\/v1\/[^/]+$/.test(withoutQuery(path))
    ? []
    : [{ rule: 'path', member: '', expected: same('POST {base}/{interface}'), received: same(`${method} ${path}`) }];

/** The business value of a decrypted text in the envelope's format (T-5), or why there is none. */
export const readPayload = (
  plaintext: string,
  format: Format,
): { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly reason: string } => {
  if (format === 'json') return readJson(plaintext);
  const read = readXml(plaintext);
  if (!read.ok || read.root === 'payload') return read;
  return { ok: false, reason: `the root is <${read.root}>, expected <payload>` };
};

const openData = (message: Message, credentials: WireCredentials) => {
  const problem = (rule: FormRule, reason: string): Problem[] => [
    {
      rule,
      member: 'data',
      expected: { en: 'an encrypted payload (E-4)', zh: '加密的业务报文（E-4）' },
      received: same(reason),
    },
  ];
  const { data } = message.members;
  const decrypted = data === undefined ? null : decryptData(data, credentials);
  if (!decrypted?.ok)
    return {
      plaintext: null,
      payload: null,
      iv: null,
      problems: decrypted ? problem(decrypted.rule, decrypted.reason) : [],
    };
  const { plaintext, iv } = decrypted;
  const payload = readPayload(plaintext, message.format);
  if (!payload.ok) return { plaintext, payload: null, iv, problems: problem('payload-form', payload.reason) };
  const problems = isMembers(payload.value) ? [] : problem('payload-form', 'the payload is no object (P)');
  return { plaintext, payload: payload.value, iv, problems };
};

/** Never throws; what cannot be read is null, and the reason stands in `problems`. */
export const openRequest = (
  request: RawMessage & { readonly method: string; readonly path: string },
  credentials: WireCredentials,
): OpenedRequest => {
  const message = readMessage(request, 'request');
  const text = signatureText(message.members);
  const signature = message.members['signature'] ?? '';
  const expected = credentials.signType === 'HMAC-SM3' ? expectedHmacSm3(text, credentials.appSecret, signature) : null;
  const signatureOk =
    expected === null ? verifySm2Sm3(text, credentials.clientPublicKeyPem ?? '', signature) : signature === expected;
  const { problems, ...data } = openData(message, credentials);
  return {
    format: message.format,
    message: message.members,
    problems: [
      ...judgePath(request),
      ...message.problems,
      ...(message.problems.some(({ member }) => member === '') ? [] : missingMembers(message, requestMembers)),
      ...brokenRules(message, { credentials, path: request.path }),
      ...problems,
    ],
    signatureOk,
    expectedSignature: expected,
    signatureText: text,
    ...data,
  };
};
