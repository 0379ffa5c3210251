// XML that T-5 allows, read in one go: a tenth of what the library takes, which is asked about what this reader refuses.

/** T-5: an array `xs` is `<xs><x>…</x></xs>`. */
export const itemOf: ReadonlyMap<string, string> = new Map(
  Object.entries({
    lines: 'line',
    errors: 'error',
    rates: 'rate',
    redInvoices: 'redInvoice',
    shipments: 'shipment',
    codes: 'entry',
    sheets: 'sheet',
    types: 'type',
    invoices: 'invoice',
  }),
);

export const reference = /&(?:#([0-9]+)|#x([0-9A-Fa-f]+)|(lt|gt|amp|quot|apos));/g;
export const isCharacter = (code: number): boolean =>
  [0x9, 0xa, 0xd].includes(code) ||
  (code >= 0x20 && code <= 0xd7ff) ||
  (code >= 0xe000 && code <= 0xfffd) ||
  (code >= 0x10000 && code <= 0x10ffff);

const declaration = /^<\?xml version="1\.0" encoding="UTF-8"\?>[ \t\n]*/;
/** What no XML can carry, and the two that only XML 1.1 reads as ends of lines. */
const uncarried = /[^\t\n\x20-\x84\x86-\u2027\u2029-\ufffd]/;
const piece = /<!\[CDATA\[([\s\S]*?)\]\]>|<!--(?:(?!--)[\s\S])*-->|<(\/?)([A-Za-z_][\w.-]*)[ \t\n]*(\/?)>|([^<]+)/y;
const predefined: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };
const deepest = 64;

/** Null where an `&` begins none of the references of T-5, or one to no character, and where "]]>" stands. */
const readText = (written: string): string | null => {
  if (written.includes(']]>')) return null;
  if (!written.includes('&')) return written;
  let known = written.split('&').length - 1;
  const read = written.replace(reference, (_, decimal, hexadecimal, name) => {
    known -= 1;
    if (name !== undefined) return predefined[name] ?? '';
    const code = decimal === undefined ? Number.parseInt(hexadecimal, 16) : Number(decimal);
    if (!isCharacter(code)) known = Number.NaN;
    return Number.isNaN(known) ? '' : String.fromCodePoint(code);
  });
  return known === 0 ? read : null;
};

type Cursor = { readonly text: string; at: number };
type Tag = { readonly before: string; readonly name: string; readonly kind: 'opens' | 'closes' | 'empty' };

/** The next tag and the text before it, comments left out; null where something else stands. */
const nextTag = (cursor: Cursor): Tag | null => {
  let before = '';
  for (;;) {
    piece.lastIndex = cursor.at;
    const found = piece.exec(cursor.text);
    if (!found) return null;
    cursor.at = piece.lastIndex;
    const [, section, closes, name, empty, written] = found;
    if (name !== undefined) {
      if ((closes && empty) || name === '__proto__') return null;
      return { before, name, kind: closes ? 'closes' : empty ? 'empty' : 'opens' };
    }
    const read = section ?? (written === undefined ? '' : readText(written));
    if (read === null) return null;
    before += read;
  }
};

/** Undefined where it breaks T-5. */
const readElement = (cursor: Cursor, { name, kind }: Tag, depth: number): unknown => {
  const item = itemOf.get(name);
  const items: unknown[] = [];
  const members: Record<string, unknown> = {};
  let [text, children] = ['', 0];
  while (kind !== 'empty') {
    const next = nextTag(cursor);
    if (next === null || depth > deepest) return undefined;
    text += next.before;
    if (next.kind === 'closes' && next.name !== name) return undefined;
    if (next.kind === 'closes') break;
    const value = readElement(cursor, next, depth + 1);
    if (value === undefined || Object.hasOwn(members, next.name)) return undefined;
    if (item === undefined) members[next.name] = value;
    else if (next.name === item) items.push(value);
    else return undefined;
    children += 1;
  }
  if (children > 0 && text.trim() !== '') return undefined;
  if (item !== undefined && (children > 0 || text === '')) return items;
  return children > 0 ? members : text;
};

/** The root's name and its value; null where anything is not as T-5 has it, or written in a way this reader leaves out. */
export const readLawfulXml = (document: string): { readonly root: string; readonly value: unknown } | null => {
  const text = document.includes('\r') ? document.replaceAll('\r\n', '\n').replaceAll('\r', '\n') : document;
  if (uncarried.test(text) || !text.isWellFormed()) return null;
  const cursor = { text, at: declaration.exec(text)?.[0].length ?? 0 };
  const root = nextTag(cursor);
  if (root === null || root.before !== '' || root.kind === 'closes') return null;
  const value = readElement(cursor, root, 0);
  return value === undefined || /[^ \t\n]/.test(text.slice(cursor.at)) ? null : { root: root.name, value };
};
