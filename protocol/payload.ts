// The business payload inside `data`, in JSON or XML, both ways (T-5).
import type { Format } from './envelope.ts';
import { isJsonObject, readJson } from './strict-json.ts';
import { carriableText, escapeXml, readXml, writeElement, type XmlElement } from './strict-xml.ts';

export type PayloadReading =
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly reason: string };

/** Which elements are arrays, and what their entries are called: names alone cannot tell `lines` from `address` (T-5). */
const entryNames: ReadonlyMap<string, string> = new Map([
  ['lines', 'line'],
  ['shipments', 'shipment'],
  ['errors', 'error'],
  ['rates', 'rate'],
  ['redInvoices', 'redInvoice'],
  ['codes', 'entry'],
  ['sheets', 'sheet'],
  ['types', 'type'],
  ['invoices', 'invoice'],
]);

/** What the entries of an array are called in XML, or null where T-5 has no name for them. */
export const entryNameOf = (arrayName: string): string | null => entryNames.get(arrayName) ?? null;

class Refused extends Error {}

const readElement = (element: XmlElement): unknown => {
  const entry = entryNames.get(element.name);
  if (entry !== undefined) {
    const stranger = element.children.find((child) => child.name !== entry);
    if (stranger || element.text.trim() !== '')
      throw new Refused(`${element.name} holds ${stranger?.name ?? 'text'}; its entries are <${entry}>`);
    return element.children.map(readElement);
  }
  return element.children.length === 0 ? element.text : objectOf(element);
};

const objectOf = (element: XmlElement): Record<string, unknown> => {
  const names = new Set<string>();
  for (const { name } of element.children) {
    if (names.has(name)) throw new Refused(`the element ${name} is repeated in ${element.name}`);
    names.add(name);
  }
  return Object.fromEntries(element.children.map((child) => [child.name, readElement(child)]));
};

const readXmlPayload = (text: string): PayloadReading => {
  const document = readXml(text);
  if (!document.ok) return document;
  const { root } = document;
  if (root.name !== 'payload') return { ok: false, reason: `the root is <${root.name}>, not <payload>` };
  if (root.children.length === 0 && root.text.trim() !== '')
    return { ok: false, reason: '<payload> holds text instead of elements' };
  try {
    return { ok: true, value: objectOf(root) };
  } catch (error) {
    if (error instanceof Refused) return { ok: false, reason: error.message };
    throw error;
  }
};

/** Reads a decrypted payload, which must be an object. In XML every leaf is a text, booleans too (T-5); empty elements are ''. */
export const readPayload = (text: string, format: Format): PayloadReading => {
  if (format === 'xml') return readXmlPayload(text);
  const document = readJson(text);
  if (!document.ok) return { ok: false, reason: document.reason };
  return isJsonObject(document.value)
    ? { ok: true, value: document.value }
    : { ok: false, reason: 'the payload is not a JSON object' };
};

const contentOf = (name: string, value: unknown): string => {
  if (Array.isArray(value)) {
    const entry = entryNames.get(name);
    if (entry === undefined) throw new RangeError(`T-5 has no element name for the entries of the array "${name}"`);
    return value.map((item: unknown) => writeElement(entry, contentOf(entry, item))).join('');
  }
  if (isJsonObject(value)) return membersOf(value);
  return escapeXml(String(value));
};

const membersOf = (value: Readonly<Record<string, unknown>>): string =>
  Object.entries(value)
    .filter(([, member]) => member !== undefined && member !== null)
    .map(([name, member]) => writeElement(name, contentOf(name, member)))
    .join('');

/** Writes a payload object; XML leaves null members out. Throws RangeError for what XML cannot carry (T-5). */
export const writePayload = (value: unknown, format: Format): string => {
  if (!isJsonObject(value)) throw new RangeError('a payload is an object (P)');
  return format === 'json' ? JSON.stringify(value) : writeElement('payload', membersOf(value));
};

/** A value with its texts as XML can carry them; JSON carries them all. For what must be said whatever it is (T-5). */
export const carriable = <T>(value: T, format: Format): T => {
  if (format === 'json') return value;
  const inXml = (one: unknown): unknown => {
    if (typeof one === 'string') return carriableText(one);
    if (Array.isArray(one)) return one.map(inXml);
    return isJsonObject(one)
      ? Object.fromEntries(Object.entries(one).map(([name, member]) => [name, inXml(member)]))
      : one;
  };
  return inXml(value) as T;
};

const isEmpty = (value: unknown): boolean =>
  value === null ||
  value === undefined ||
  value === '' ||
  (typeof value === 'object' && Object.keys(value).length === 0);

/** A payload without its null and empty members, at every depth: empty, null and absent are the same (P, B-1). */
export const dropEmpty = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(dropEmpty);
  if (!isJsonObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value)
      .map(([name, member]) => [name, dropEmpty(member)] as const)
      .filter(([, member]) => !isEmpty(member)),
  );
};
