// XML as the bureau reads and writes it: the small part of the language that T-5 allows, and not a character more.
import { maxDepth } from './strict-json.ts';

/** An element holds either child elements or text; `text` is untrimmed, with entities and CDATA resolved. */
export type XmlElement = { readonly name: string; readonly children: readonly XmlElement[]; readonly text: string };

export type XmlReading =
  | { readonly ok: true; readonly root: XmlElement }
  | { readonly ok: false; readonly reason: string };

class Malformed extends Error {}

type Open = { name: string; children: XmlElement[]; text: string };

const entities: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };
const forbidden = /[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/u;
const everyForbidden = new RegExp(forbidden, 'gu');
/** `#x10FFFF`, and some leading zeros. */
const longestReference = 12;
const blank = /^[ \t\n\r]*$/;
const elementName = /^[\p{L}_][\p{L}\p{N}_.-]*$/u;
const declaration =
  /^<\?xml\s+version\s*=\s*(?:"1\.0"|'1\.0')(?:\s+encoding\s*=\s*["']([\w.-]+)["'])?(?:\s+standalone\s*=\s*["'](?:yes|no)["'])?\s*\?>/;

const resolveReference = (name: string): string => {
  const named = Object.hasOwn(entities, name) ? entities[name] : undefined;
  if (named !== undefined) return named;
  const digits = /^#(?:x([0-9A-Fa-f]{1,6})|([0-9]{1,7}))$/.exec(name);
  const code = digits ? Number.parseInt(digits[1] ?? digits[2] ?? '', digits[1] ? 16 : 10) : -1;
  const character = code >= 0 && code <= 0x10ffff ? String.fromCodePoint(code) : '\0';
  if (forbidden.test(character))
    throw new Malformed(`the reference &${name}; is not one of the five entities or a character`);
  return character;
};

const resolveText = (raw: string): string => {
  if (raw.includes(']]>')) throw new Malformed('"]]>" stands outside CDATA');
  const [head = '', ...parts] = raw.split('&');
  const resolved = parts.map((part) => {
    const end = part.slice(0, longestReference + 1).indexOf(';');
    if (end < 1) throw new Malformed('an "&" begins no reference; write &amp;');
    return resolveReference(part.slice(0, end)) + part.slice(end + 1);
  });
  return head + resolved.join('');
};

const endOf = (text: string, mark: string, from: number): number => {
  const end = text.indexOf(mark, from);
  if (end < 0) throw new Malformed(`"${mark}" is missing`);
  return end;
};

/** Reads a start or end tag that begins at `at`; anything but a plain name in it has its own refusal. */
const readTag = (text: string, at: number): { name: string; closes: boolean; empty: boolean; end: number } => {
  const end = text.indexOf('>', at);
  if (end < 0) throw new Malformed('a tag is not closed');
  const closes = text[at + 1] === '/';
  const empty = !closes && text[end - 1] === '/';
  const inside = text.slice(at + (closes ? 2 : 1), empty ? end - 1 : end);
  const [, name = '', rest = ''] = /^([^\s]*)(.*)$/s.exec(inside) ?? [];
  if (name.includes(':') || /^\s*xmlns\b/.test(rest)) throw new Malformed('namespaces are not allowed');
  if (!elementName.test(name)) throw new Malformed(`"<${inside.slice(0, 40)}>" is not a tag`);
  if (!blank.test(rest)) throw new Malformed(`attributes are not allowed (element ${name})`);
  return { name, closes, empty, end: end + 1 };
};

/**
 * V8 cuts pieces out of a text without copying them, and each piece keeps the whole alive: a nonce that is remembered for
 * ten minutes would keep its message of megabytes with it.
 */
const detach = (piece: string): string => Buffer.from(piece).toString();

/** A processing instruction says nothing to us, but it has a name. */
const skipInstruction = (text: string, at: number): number => {
  const end = endOf(text, '?>', at + 2);
  const [name = ''] = /^\S*/.exec(text.slice(at + 2, end)) ?? [];
  if (/^xml$/i.test(name)) throw new Malformed('the XML declaration is not at the start');
  if (!elementName.test(name)) throw new Malformed('a processing instruction has no name');
  return end + 2;
};

const close = (element: Open): XmlElement => {
  if (element.children.length === 0) return { ...element, text: detach(element.text) };
  if (!blank.test(element.text)) throw new Malformed(`text and elements are mixed in ${element.name}`);
  return { ...element, text: '' };
};

/** One document's parse: a cursor over the text and the elements that are open. */
const parse = (text: string): XmlElement => {
  const document: Open = { name: '', children: [], text: '' };
  const open: Open[] = [document];
  const top = (): Open => open.at(-1) ?? document;
  const finish = (element: Open) => top().children.push(close(element));
  for (let at = 0; at < text.length; ) {
    if (text[at] !== '<') {
      const end = text.indexOf('<', at);
      const stop = end < 0 ? text.length : end;
      top().text += resolveText(text.slice(at, stop));
      at = stop;
    } else if (text.startsWith('<!--', at)) {
      const end = endOf(text, '--', at + 4);
      if (text[end + 2] !== '>') throw new Malformed('"--" stands inside a comment');
      at = end + 3;
    } else if (text.startsWith('<![CDATA[', at)) {
      if (open.length === 1) throw new Malformed('CDATA stands outside the root element');
      const end = endOf(text, ']]>', at);
      top().text += text.slice(at + 9, end);
      at = end + 3;
    } else if (text.startsWith('<?', at)) {
      at = skipInstruction(text, at);
    } else if (text.startsWith('<!', at)) {
      throw new Malformed('DOCTYPE and other declarations are not allowed');
    } else {
      const tag = readTag(text, at);
      at = tag.end;
      if (tag.closes) {
        const ended = open.length > 1 ? open.pop() : undefined;
        if (ended?.name !== tag.name) throw new Malformed(`</${tag.name}> closes no open element`);
        finish(ended);
      } else if (tag.empty) finish({ name: tag.name, children: [], text: '' });
      else if (open.length > maxDepth) throw new Malformed(`it is nested deeper than ${maxDepth} levels`);
      else open.push({ name: tag.name, children: [], text: '' });
    }
  }
  if (open.length > 1) throw new Malformed(`<${top().name}> is not closed`);
  const [root, second] = document.children;
  if (!root || second || !blank.test(document.text)) throw new Malformed('there is not exactly one root element');
  return root;
};

/** Parses XML; everything T-5 does not allow comes back as a reason. Repeated elements are judged by the caller. */
export const readXml = (text: string): XmlReading => {
  const bad = forbidden.exec(text);
  if (bad)
    return { ok: false, reason: `U+${bad[0].codePointAt(0)?.toString(16).padStart(4, '0')} is not allowed in XML` };
  const head = declaration.exec(text);
  const encoding = head?.[1];
  if (encoding !== undefined && encoding.toLowerCase() !== 'utf-8')
    return { ok: false, reason: `the encoding is ${encoding}; only UTF-8 is allowed` };
  try {
    return { ok: true, root: parse(text.slice(head?.[0].length ?? 0).replace(/\r\n?/g, '\n')) };
  } catch (error) {
    if (error instanceof Malformed) return { ok: false, reason: error.message };
    throw error;
  }
};

/** Text with U+FFFD for each character that XML cannot carry, where something has to be said all the same (T-5). */
export const carriableText = (text: string): string => text.replaceAll(everyForbidden, '\ufffd');

/** Text as the content of an element. Throws RangeError for characters that XML cannot carry. */
export const escapeXml = (text: string): string => {
  const bad = forbidden.exec(text);
  if (bad)
    throw new RangeError(`U+${bad[0].codePointAt(0)?.toString(16).padStart(4, '0')} cannot be written in XML (T-5)`);
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('\r', '&#13;');
};

/** An element around `content`, which is escaped already. Throws RangeError when `name` cannot name an element. */
export const writeElement = (name: string, content: string): string => {
  if (!elementName.test(name)) throw new RangeError(`"${name}" cannot be the name of an XML element (T-5)`);
  return content === '' ? `<${name}/>` : `<${name}>${content}</${name}>`;
};
