// The envelope around a business payload, both ways: the nine members of a request (E), the ten of an answer (E-7).
import { answerRules, judgeMembers, type MemberRule, type Problem, requestRules } from './envelope-rules.ts';
import { isJsonObject, readJson } from './strict-json.ts';
import { escapeXml, readXml, writeElement } from './strict-xml.ts';

/** The two spellings of a message; payload and envelope have the same one (T-3, T-5). */
export type Format = 'json' | 'xml';

/** A request; further members are strings too and are signed like the rest. */
export type RequestEnvelope = Readonly<Record<string, string>> & {
  readonly appId: string;
  readonly interface: string;
  readonly version: string;
  readonly timestamp: string;
  readonly nonce: string;
  readonly encryptType: string;
  readonly data: string;
  readonly signType: string;
  readonly signature: string;
};

/** An answer; unsigned ones have empty `encryptType`, `data`, `signType` and `signature`. */
export type AnswerEnvelope = {
  readonly requestId: string;
  readonly requestNonce: string;
  readonly interface: string;
  readonly timestamp: string;
  readonly returnCode: string;
  readonly returnMessage: string;
  readonly encryptType: string;
  readonly data: string;
  readonly signType: string;
  readonly signature: string;
  readonly retryAfter?: string;
};

export type EnvelopeReading =
  | { readonly ok: true; readonly format: Format; readonly message: Record<string, string> }
  | {
      readonly ok: false;
      readonly format: Format;
      readonly problems: Problem[];
      /** What could be read of a request all the same: E-7 echoes the nonce even then. */
      readonly partial: { readonly nonce?: string; readonly appId?: string };
    };

/** A byte order mark is kept, so that it is refused like any other stray character (T-3). */
const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
const lessThan = 0x3c;
const blanks: ReadonlySet<number> = new Set([0x20, 0x09, 0x0a, 0x0d]);

/** The format of a message: its content type, or where that is missing or foreign its first non-blank byte (T-3). */
export const formatOf = (contentType: string | null, body: Uint8Array): Format => {
  const mediaType = contentType?.split(';')[0]?.trim().toLowerCase();
  if (mediaType === 'application/json') return 'json';
  if (mediaType === 'application/xml') return 'xml';
  return body.find((byte) => !blanks.has(byte)) === lessThan ? 'xml' : 'json';
};

type Members =
  | { readonly ok: true; readonly members: Record<string, unknown> }
  | { readonly ok: false; readonly problem: Problem; readonly members: Record<string, unknown> };

const refuse = (problem: Problem, members: Record<string, unknown> = {}): Members => ({ ok: false, problem, members });

const withoutRepeated = (members: Record<string, unknown>, name: string): Record<string, unknown> =>
  Object.fromEntries(Object.entries(members).filter(([member]) => member !== name));

const readJsonMembers = (text: string): Members => {
  const document = readJson(text);
  if (document.ok)
    return isJsonObject(document.value)
      ? { ok: true, members: document.value }
      : refuse({ member: '', expected: 'a JSON object', received: 'another JSON value' });
  const { repeated, value } = document;
  const members = isJsonObject(value) ? value : {};
  return repeated === undefined
    ? refuse({ member: '', expected: 'well-formed JSON (T-3)', received: document.reason }, members)
    : refuse({ member: repeated, expected: 'once', received: 'repeated' }, withoutRepeated(members, repeated));
};

const readXmlMembers = (text: string, root: 'request' | 'response'): Members => {
  const document = readXml(text);
  if (!document.ok) return refuse({ member: '', expected: 'well-formed XML of T-5', received: document.reason });
  if (document.root.name !== root)
    return refuse({ member: '', expected: `<${root}>`, received: `<${document.root.name}>` });
  const members: [string, unknown][] = [];
  const seen = new Set<string>();
  let repeated: string | null = null;
  for (const child of document.root.children) {
    if (seen.has(child.name)) repeated ??= child.name;
    seen.add(child.name);
    members.push([child.name, child.children.length === 0 ? child.text : {}]);
  }
  if (document.root.text.trim() !== '')
    return refuse({ member: '', expected: 'elements', received: `text in <${root}>` });
  return repeated === null
    ? { ok: true, members: Object.fromEntries(members) }
    : refuse(
        { member: repeated, expected: 'once', received: 'repeated' },
        withoutRepeated(Object.fromEntries(members), repeated),
      );
};

const readMembers = (body: Uint8Array, format: Format, root: 'request' | 'response'): Members => {
  let text: string;
  try {
    text = utf8.decode(body);
  } catch {
    return refuse({ member: '', expected: 'UTF-8 (T-3)', received: 'bytes that are not UTF-8' });
  }
  if (text.startsWith('\ufeff'))
    return refuse({ member: '', expected: 'UTF-8 without byte order mark (T-3)', received: 'a byte order mark' });
  return format === 'json' ? readJsonMembers(text) : readXmlMembers(text, root);
};

const textMember = (members: Record<string, unknown>, name: string): string | undefined => {
  const value = Object.hasOwn(members, name) ? members[name] : undefined;
  return typeof value === 'string' ? value : undefined;
};

const readEnvelope = (
  body: Uint8Array,
  format: Format,
  form: { readonly root: 'request' | 'response'; readonly rules: readonly MemberRule[] },
): EnvelopeReading => {
  const read = readMembers(body, format, form.root);
  const problems = read.ok ? judgeMembers(read.members, form.rules) : [read.problem];
  if (problems.length === 0) return { ok: true, format, message: read.members as Record<string, string> };
  const nonce = textMember(read.members, 'nonce');
  const appId = textMember(read.members, 'appId');
  const partial = { ...(nonce === undefined ? {} : { nonce }), ...(appId === undefined ? {} : { appId }) };
  return { ok: false, format, problems, partial };
};

/**
 * Reads a request. Whatever E answers with 1002 before the application is known comes back as problems, all of them.
 * `contentType` is the header of the request, null or left out when it has none (T-3).
 */
export const readRequest = (body: Uint8Array, contentType: string | null = null): EnvelopeReading =>
  readEnvelope(body, formatOf(contentType, body), { root: 'request', rules: requestRules });

/** Reads an answer of the bureau; problems make it unreadable for a client (C-2). */
export const readAnswer = (body: Uint8Array, contentType: string | null = null): EnvelopeReading =>
  readEnvelope(body, formatOf(contentType, body), { root: 'response', rules: answerRules });

/** Writes a message in its format; undefined members are left out. Throws RangeError for what XML cannot carry (T-5). */
export const writeMessage = (
  message: Readonly<Record<string, string | undefined>>,
  root: 'request' | 'response',
  format: Format,
): string => {
  if (format === 'json') return JSON.stringify(message);
  const elements = Object.entries(message).flatMap(([name, value]) =>
    value === undefined ? [] : [writeElement(name, escapeXml(value))],
  );
  return `<?xml version="1.0" encoding="UTF-8"?>\n${writeElement(root, elements.join(''))}`;
};
