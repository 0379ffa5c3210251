// The same text or JSON as other writers spell it: what a client may have signed before something wrote its message anew.
import { isJsonObject, readJson } from '../../protocol/strict-json.ts';

const escapeAs = (text: string, escapes: Readonly<Record<string, string>>): string =>
  Object.entries(escapes).reduce((done, [from, to]) => done.replaceAll(from, to), text);

/** `data` as PHP, Gson and System.Text.Json escape it within JSON, and as encoders of other kinds write base64. */
export const spellingsOfData = (data: string): string[] => {
  const lines = (length: number, lineEnd: string): string =>
    data.replace(new RegExp(`.{${length}}(?=.)`, 'g'), `$&${lineEnd}`);
  const wrapped = [64, 76].flatMap((length) => [lines(length, '\n'), lines(length, '\r\n')]);
  return [
    escapeAs(data, { '/': '\\/' }),
    escapeAs(data, { '=': '\\u003d' }),
    escapeAs(data, { '+': '\\u002B' }),
    escapeAs(data, { '+': '\\u002b' }),
    ...wrapped,
    ...wrapped.flatMap((text) => [`${text}\n`, `${text}\r\n`]),
    data.replaceAll('+', ' '),
    data.replace(/=+$/, ''),
    escapeAs(data, { '+': '-', '/': '_' }),
    escapeAs(data, { '+': '-', '/': '_' }).replace(/=+$/, ''),
    Buffer.from(data, 'base64').toString('hex'),
  ].filter((text) => text !== data);
};

const sorted = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(sorted);
  if (!isJsonObject(value)) return value;
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([name, member]) => [name, sorted(member)]));
};

/** With a blank behind every comma and colon, as Python writes it. */
const spaced = (value: unknown): string =>
  JSON.stringify(value, null, 1)
    .replace(/\n\s*(?=[}\]])/g, '')
    .replace(/([{[])\n\s*/g, '$1')
    .replace(/,\n\s*/g, ', ');

const asciiOnly = (text: string): string =>
  text.replace(/[\u0080-\uffff]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);

/** A JSON document as the writers of other languages spell it; nothing for what is no JSON object. */
export const spellingsOfJson = (text: string): string[] => {
  const document = readJson(text);
  if (!document.ok || !isJsonObject(document.value)) return [];
  const plain = [document.value, sorted(document.value)].flatMap((each) => [
    JSON.stringify(each),
    spaced(each),
    JSON.stringify(each, null, 2),
    JSON.stringify(each, null, 4),
  ]);
  const spellings = plain.flatMap((each) => [each, asciiOnly(each), each.replaceAll('/', '\\/')]);
  return [...new Set(spellings)].filter((spelling) => spelling !== text);
};
