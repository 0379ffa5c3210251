// Mistakes of what is signed: every text that is nearly the signature text of E-1.
import { signatureText } from '../../protocol/signature.ts';
import type { Mistake } from './problem.ts';

const mistakes = {
  order: {
    name: 'wrong-member-order',
    clause: 'E-1',
    remedy: 'Sort the members by name in ASCII order, upper case before lower case, before joining them.',
    zh: '签名原文的成员顺序错误；应按成员名 ASCII 升序排列。',
  },
  empties: {
    name: 'empty-members-kept',
    clause: 'E-1',
    remedy: 'Leave members with an empty value out of the signature text.',
    zh: '签名原文保留了空值成员；空值成员不参与签名。',
  },
  plaintext: {
    name: 'signed-plaintext',
    clause: 'E-1',
    remedy: 'Encrypt first, then sign the signature text of the envelope, with data as it is sent.',
    zh: '对明文做了签名；应先加密，再对含密文 data 的签名原文签名。',
  },
  timestamp: {
    name: 'timestamp-not-signed',
    clause: 'E-1',
    remedy: 'Sign all members but the signature itself, the timestamp too.',
    zh: '签名原文缺少 timestamp；除 signature 外所有非空成员都参与签名。',
  },
  member: {
    name: 'member-not-signed',
    clause: 'E-1',
    remedy: 'Sign all members but the signature itself, further ones too.',
    zh: '签名原文缺少成员；除 signature 外所有非空成员都参与签名。',
  },
  escaped: {
    name: 'signed-percent-encoded',
    clause: 'E-1',
    remedy: 'Join names and values as they are; do not percent-encode them for the signature text.',
    zh: '签名原文做了 URL 编码；成员值应原样拼接。',
  },
  valuesOnly: {
    name: 'signed-values-only',
    clause: 'E-1',
    remedy: 'Write each member as name=value and join them with &.',
    zh: '签名原文只拼接了值；应写成 name=value 并以 & 连接。',
  },
  secret: {
    name: 'secret-in-signature-text',
    clause: 'E-2',
    remedy: 'The secret is the key of the HMAC; it is no part of the signature text.',
    zh: '签名原文拼入了密钥；密钥只作为 HMAC 的密钥，不进入原文。',
  },
} as const satisfies Record<string, Mistake>;

/** A text that may have been signed, and the mistake that would explain it. */
export type TextGuess = { readonly text: string; readonly mistake: Mistake | null };

/** The members in the order of the tables of E and E-7, in which many clients write them down and sign them. */
const tableOrder = [
  ...['appId', 'requestId', 'requestNonce', 'interface', 'version', 'timestamp', 'nonce', 'returnCode'],
  ...['returnMessage', 'retryAfter', 'encryptType', 'data', 'signType'],
];

type Entries = readonly (readonly [string, string])[];

const join = (entries: Entries): string => entries.map(([name, value]) => `${name}=${value}`).join('&');
const byName = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
const rank = (name: string): number => (tableOrder.includes(name) ? tableOrder.indexOf(name) : tableOrder.length);

const orders: readonly ((entries: Entries) => Entries)[] = [
  (entries) => entries,
  (entries) => [...entries].sort(([a], [b]) => byName(b, a)),
  (entries) => [...entries].sort(([a], [b]) => byName(a.toLowerCase(), b.toLowerCase())),
  (entries) => [...entries].sort(([a], [b]) => rank(a) - rank(b)),
  (entries) => [...entries].sort(([, a], [, b]) => byName(a, b)),
];

/** Every text that a client may have signed in place of the right one, which comes first. */
export const guessTexts = (
  message: Readonly<Record<string, string>>,
  known: { readonly plaintext: string | null; readonly appSecret: string | null },
): TextGuess[] => {
  const right = signatureText(message);
  const all = Object.entries(message).filter(([name]) => name !== 'signature');
  const filled = all.filter(([, value]) => value !== '');
  const sorted = [...filled].sort(([a], [b]) => byName(a, b));
  const without = (member: string): string => join(sorted.filter(([name]) => name !== member));
  const guess = (mistake: Mistake, ...texts: readonly string[]): TextGuess[] =>
    texts.map((text) => ({ text, mistake }));
  const { plaintext, appSecret } = known;
  const guesses = [
    { text: right, mistake: null },
    ...guess(mistakes.order, ...orders.map((order) => join(order(filled)))),
    ...guess(mistakes.empties, join([...all].sort(([a], [b]) => byName(a, b)))),
    ...(plaintext === null ? [] : guess(mistakes.plaintext, plaintext, signatureText({ ...message, data: plaintext }))),
    ...guess(mistakes.timestamp, without('timestamp')),
    ...guess(mistakes.member, ...sorted.map(([name]) => without(name))),
    ...guess(mistakes.escaped, join(sorted.map(([name, value]) => [name, encodeURIComponent(value)]))),
    ...guess(mistakes.valuesOnly, sorted.map(([, value]) => value).join('')),
    ...(appSecret === null
      ? []
      : guess(mistakes.secret, `${right}&key=${appSecret}`, `${right}&appSecret=${appSecret}`, `${right}${appSecret}`)),
  ];
  return guesses.filter((one) => one.mistake === null || one.text !== right);
};
