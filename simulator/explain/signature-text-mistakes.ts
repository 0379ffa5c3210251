// Mistakes of what is signed: every text that is nearly the signature text of E-1.
import { encryptData } from '../../protocol/cipher.ts';
import { signatureText } from '../../protocol/signature.ts';
import { ivOf } from './iv-mistakes.ts';
import { spellingsOfData, spellingsOfJson } from './json-spellings.ts';
import type { Mistake } from './problem.ts';

export const signatureTextMistakes = {
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
    zh: '签名原文缺少 timestamp；除 signature 外所有非空成员都应参与签名。',
  },
  member: {
    name: 'member-not-signed',
    clause: 'E-1',
    remedy: 'Sign all members but the signature itself, further ones too.',
    zh: '签名原文缺少成员；除 signature 外所有非空成员都应参与签名。',
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
  json: {
    name: 'signed-json',
    clause: 'E-1',
    remedy: 'Sign the signature text, name=value joined by &, not the JSON document.',
    zh: '对 JSON 文本做了签名；应对以 & 连接的 name=value 签名原文签名。',
  },
  reserialised: {
    name: 'reserialised-after-signing',
    clause: 'E-1',
    remedy:
      'Sign the values that are sent: data was spelt otherwise when it was signed (escapes, line breaks, a payload written anew).',
    zh: '签名之后又重新序列化：签名时 data 的写法（转义、换行、业务数据重写）与发送的不同；应对实际发送的值签名。',
  },
  secret: {
    name: 'secret-in-signature-text',
    clause: 'E-2',
    remedy: 'The secret is the key of the HMAC; it is no part of the signature text.',
    zh: '签名原文拼入了密钥；密钥只应作为 HMAC 的密钥，不得进入原文。',
  },
} as const satisfies Record<string, Mistake>;

/** A text that may have been signed, and the mistake that would explain it; a `rare` one is not made together with others. */
export type TextGuess = { readonly text: string; readonly mistake: Mistake | null; readonly rare?: true };

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

type Known = { readonly plaintext: string | null; readonly appSecret: string | null; readonly sm4Key: string | null };
type Message = Readonly<Record<string, string>>;

/** Longer ones are not written anew in every way: a help desk has other clients. */
const longestRespelt = 65_536;

/** `data` as it may have been when it was signed: in another spelling, or around a payload in another spelling. */
const earlierData = (message: Message, { plaintext, sm4Key }: Known): string[] => {
  const { data = '', encryptType = '' } = message;
  if (data.length > longestRespelt) return [];
  const iv = encryptType === 'SM4-ECB' ? '' : ivOf(data, encryptType);
  if (plaintext === null || sm4Key === null || iv === null) return spellingsOfData(data);
  const how = { encryptType: iv === '' ? 'SM4-ECB' : 'SM4-CBC', sm4Key, iv: Buffer.from(iv, 'hex') } as const;
  return [...spellingsOfData(data), ...spellingsOfJson(plaintext).map((text) => encryptData(text, how))];
};

const jsonOf = (entries: Entries): string[] => {
  const text = JSON.stringify(Object.fromEntries(entries));
  return text.length > longestRespelt ? [] : [text, ...spellingsOfJson(text)];
};

const respelt = (plaintext: string): string[] => (plaintext.length > longestRespelt ? [] : spellingsOfJson(plaintext));

/** Every text that a client may have signed in place of the right one, which comes first. */
export const guessTexts = (message: Message, known: Known): TextGuess[] => {
  const right = signatureText(message);
  const all = Object.entries(message).filter(([name]) => name !== 'signature');
  const filled = all.filter(([, value]) => value !== '');
  const sorted = [...filled].sort(([a], [b]) => byName(a, b));
  const without = (member: string): string => join(sorted.filter(([name]) => name !== member));
  const guess = (mistake: Mistake, ...texts: readonly string[]): TextGuess[] =>
    texts.map((text) => ({ text, mistake }));
  const rare = (mistake: Mistake, ...texts: readonly string[]): TextGuess[] =>
    texts.map((text) => ({ text, mistake, rare: true }));
  const withData = (data: string): string => signatureText({ ...message, data });
  const plain = (text: string): string[] => [text, withData(text)];
  const { plaintext, appSecret } = known;
  const { order, empties, timestamp, member, escaped, valuesOnly, json, reserialised, secret } = signatureTextMistakes;
  const guesses = [
    { text: right, mistake: null },
    ...guess(order, ...orders.map((inOrder) => join(inOrder(filled)))),
    ...guess(empties, join([...all].sort(([a], [b]) => byName(a, b)))),
    ...(plaintext === null ? [] : guess(signatureTextMistakes.plaintext, ...plain(plaintext))),
    ...guess(timestamp, without('timestamp')),
    ...guess(member, ...sorted.map(([name]) => without(name))),
    ...guess(escaped, join(sorted.map(([name, value]) => [name, encodeURIComponent(value.toWellFormed())]))),
    ...guess(valuesOnly, sorted.map(([, value]) => value).join('')),
    ...(appSecret === null
      ? []
      : guess(secret, `${right}&key=${appSecret}`, `${right}&appSecret=${appSecret}`, `${right}${appSecret}`)),
    ...rare(json, ...jsonOf(all), ...jsonOf(filled)),
    ...rare(reserialised, ...earlierData(message, known).map(withData)),
    ...(plaintext === null ? [] : rare(signatureTextMistakes.plaintext, ...respelt(plaintext).flatMap(plain))),
  ];
  return guesses.filter((one) => one.mistake === null || one.text !== right);
};
