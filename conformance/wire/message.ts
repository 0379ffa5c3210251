// A message of the envelope before its keys are used: format, members and what is wrong with them (E, T-3).
import type { Bilingual } from '../bilingual.ts';
import type { Evidence } from '../evidence.ts';
import { isMembers, type Members } from '../members.ts';
import { readBase64, readUtf8 } from './bytes.ts';
import { readJson, type Unread } from './json-text.ts';
import { readXml } from './xml-text.ts';

export type Format = 'json' | 'xml';

/** The keys of one application as the session was opened with them; PEMs where SM2-SM3 is registered (E-3). */
export type WireCredentials = Evidence['credentials'];

/** The rules of T and E for the form of a message; each is a check of its own, `envelope.…`. */
export type FormRule =
  | 'path'
  | 'json-form'
  | 'xml-form'
  | 'members-once'
  | 'members-present'
  | 'members-strings'
  | 'app-id'
  | 'interface'
  | 'version'
  | 'timestamp-form'
  | 'nonce-form'
  | 'encrypt-type'
  | 'sign-type'
  | 'data-base64'
  | 'data-cipher'
  | 'payload-form';

/** `member` is empty where it is about the whole. */
export type Problem = {
  readonly rule: FormRule;
  readonly member: string;
  readonly expected: Bilingual;
  readonly received: Bilingual;
};

/** Codes and names, and what a parser says of a text. */
export const same = (text: string): Bilingual => ({ en: text, zh: text });

export type Message = {
  readonly format: Format;
  /** The members that are strings. */
  readonly members: Readonly<Record<string, string>>;
  readonly problems: readonly Problem[];
};

export type RawMessage = {
  readonly contentType: string | null;
  readonly body: string;
  readonly bodyEncoding: 'utf8' | 'base64';
};

/** T-3: the content type tells; missing or foreign, the first non-blank character does. */
const formatOf = (contentType: string | null, body: string): Format => {
  const mediaType = (contentType ?? '').split(';')[0]?.trim().toLowerCase();
  if (mediaType === 'application/json') return 'json';
  if (mediaType === 'application/xml') return 'xml';
  return body.trimStart().startsWith('<') ? 'xml' : 'json';
};

/** No text begins so. */
const notUtf8 = Uint8Array.of(0xff);

const textOf = (raw: RawMessage): string | null =>
  raw.bodyEncoding === 'utf8' ? raw.body : readUtf8(readBase64(raw.body) ?? notUtf8);

type Read = { readonly ok: true; readonly value: unknown } | Unread;

const readBody = (text: string, format: Format, root: string): Read => {
  if (format === 'json') return readJson(text);
  const read = readXml(text);
  if (!read.ok || read.root === root) return read;
  return { ok: false, reason: `the root is <${read.root}>`, repeats: false };
};

const unreadable = (problem: Pick<Problem, 'expected' | 'received'>, format: Format, repeats = false): Message => ({
  format,
  members: {},
  problems: [{ rule: repeats ? 'members-once' : `${format}-form`, member: '', ...problem }],
});

const oneWhole = (en: string, zh: string): Bilingual => ({
  en: `one ${en}, each member once`,
  zh: `一个 ${zh}，成员不重复`,
});
const jsonWhole = oneWhole('JSON object', 'JSON 对象');
const wholes = {
  json: { request: jsonWhole, response: jsonWhole },
  xml: { request: oneWhole('<request>', '<request>'), response: oneWhole('<response>', '<response>') },
};

/** Reads a body as far as it can be read; what is wrong stands in `problems`, in the words of a report. */
export const readMessage = (raw: RawMessage, root: 'request' | 'response'): Message => {
  const text = textOf(raw);
  const format = formatOf(raw.contentType, text ?? '');
  if (text === null)
    return unreadable({ expected: same('UTF-8'), received: { en: 'other bytes', zh: '其他字节' } }, format);
  const read = readBody(text, format, root);
  const expected = wholes[format][root];
  if (!read.ok) return unreadable({ expected, received: same(read.reason) }, format, read.repeats);
  if (!isMembers(read.value)) return unreadable({ expected, received: { en: 'another value', zh: '其他值' } }, format);
  return hasOnlyStrings(read.value) ? { format, members: read.value, problems: [] } : sortOut(read.value, format);
};

const hasOnlyStrings = (value: Members): value is Readonly<Record<string, string>> =>
  Object.values(value).every((member) => typeof member === 'string');

const sortOut = (value: Members, format: Format): Message => {
  const entries = Object.entries(value);
  const strings = entries.filter((entry): entry is [string, string] => typeof entry[1] === 'string');
  const problems = entries
    .filter(([, member]) => typeof member !== 'string')
    .map(([member, found]) => ({
      rule: 'members-strings' as const,
      member,
      expected: { en: 'a string', zh: '字符串' },
      received: same(JSON.stringify(found) ?? ''),
    }));
  return { format, members: Object.fromEntries(strings), problems };
};

/** One problem for each member of `names` that is not there. */
export const missingMembers = (message: Message, names: readonly string[]): Problem[] =>
  names
    .filter((name) => message.members[name] === undefined && !message.problems.some(({ member }) => member === name))
    .map((member) => ({
      rule: 'members-present',
      member,
      expected: { en: 'present', zh: '存在' },
      received: { en: 'missing', zh: '缺失' },
    }));
