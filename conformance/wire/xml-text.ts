// XML as T-5 allows it: elements and text only, each name once, arrays as plural and singular.
import { DOMParser, type Element, type Node } from '@xmldom/xmldom';
import type { Unread } from './json-text.ts';
import { isCharacter, itemOf, readLawfulXml, reference } from './lawful-xml.ts';

export type ReadXml = { readonly ok: true; readonly root: string; readonly value: unknown } | Unread;

class Refused extends Error {}
class Repeated extends Refused {}

const isElement = (node: Node): node is Element => node.nodeType === node.ELEMENT_NODE;
const isText = (node: Node): boolean => node.nodeType === node.TEXT_NODE || node.nodeType === node.CDATA_SECTION_NODE;

const readElement = (element: Element): unknown => {
  const name = element.nodeName;
  if (element.attributes.length > 0) throw new Refused(`<${name}> has an attribute or a namespace`);
  const nodes = [...element.childNodes];
  const children = nodes.filter(isElement);
  const text = nodes
    .filter(isText)
    .map((node) => node.nodeValue ?? '')
    .join('');
  if (children.length > 0 && text.trim() !== '') throw new Refused(`<${name}> mixes text and elements`);
  const item = itemOf.get(name);
  if (item !== undefined && (children.length > 0 || text === '')) {
    const foreign = children.find((child) => child.nodeName !== item);
    if (foreign) throw new Refused(`<${name}> holds <${foreign.nodeName}>, expected <${item}>`);
    return children.map(readElement);
  }
  return children.length === 0 ? text : readMembers(name, children);
};

const readMembers = (name: string, children: readonly Element[]): Record<string, unknown> => {
  const members = new Map<string, unknown>();
  for (const child of children) {
    if (members.has(child.nodeName)) throw new Repeated(`<${child.nodeName}> is repeated in <${name}>`);
    members.set(child.nodeName, readElement(child));
  }
  return Object.fromEntries(members);
};

/** Outside these every `&` and `]]>` is markup. */
const asides = /<!--[\s\S]*?-->|<!\[CDATA\[[\s\S]*?\]\]>|<\?[\s\S]*?\?>/g;

/** The parser lets these pass with a warning at most; the bureau answers them with 1002 (T-5). */
const refuseLeniencies = (text: string): void => {
  for (const character of text)
    if (!isCharacter(character.codePointAt(0) ?? 0)) throw new Refused('a character that XML cannot carry');
  const marked = text.replaceAll(asides, ' ');
  if (marked.includes(']]>')) throw new Refused('"]]>" stands outside CDATA');
  for (const [, decimal, hexadecimal] of marked.matchAll(reference)) {
    const code = decimal === undefined ? Number.parseInt(hexadecimal ?? '41', 16) : Number(decimal);
    if (!isCharacter(code)) throw new Refused('a reference to no character');
  }
  if (marked.replaceAll(reference, '').includes('&'))
    throw new Refused('an "&" that begins none of the references of T-5');
};

/** An empty root is an empty object. */
const readRoot = (root: string, value: unknown): ReadXml => ({
  ok: true,
  root,
  value: typeof value === 'string' && value.trim() === '' ? {} : value,
});

/** Slower, and stricter in its words: the last to be asked about what is refused. */
export const readXmlByLibrary = (text: string): ReadXml => {
  try {
    refuseLeniencies(text);
    const parser = new DOMParser({
      onError: (level, message) => {
        // Warnings are about odd characters, not about form.
        if (level !== 'warning') throw new Refused(message.split('\n')[0] ?? message);
      },
    });
    const document = parser.parseFromString(text, 'application/xml');
    if (document.doctype) throw new Refused('a DOCTYPE is not allowed');
    const encoding = /^<\?xml[^>]*encoding=["']([^"']+)/.exec(text)?.[1] ?? 'UTF-8';
    if (encoding.toUpperCase() !== 'UTF-8') throw new Refused(`encoding ${encoding}, expected UTF-8`);
    const root = document.documentElement;
    if (!root) throw new Refused('there is no root element');
    return readRoot(root.nodeName, readElement(root));
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return { ok: false, reason: `not well-formed XML: ${reason}`, repeats: error instanceof Repeated };
  }
};

/** The root's name and its value: texts, objects and arrays. */
export const readXml = (text: string): ReadXml => {
  const read = readLawfulXml(text);
  return read === null ? readXmlByLibrary(text) : readRoot(read.root, read.value);
};
