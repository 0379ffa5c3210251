// JSON as the bureau reads it: what JSON.parse lets pass in silence, repeated members above all, is refused (T-3, E).

export type JsonReading =
  | { readonly ok: true; readonly value: unknown }
  /** `repeated` names a member that came twice; `value` is then what a lenient parser would have seen. */
  | { readonly ok: false; readonly reason: string; readonly repeated?: string; readonly value?: unknown };

/** Deeper than any message of the interface; keeps every later walk over the value off the end of the stack. */
export const maxDepth = 32;

const endOfString = (text: string, start: number): number => {
  let at = start + 1;
  while (text[at] !== '"') at += text[at] === '\\' ? 2 : 1;
  return at;
};

type Fault = { readonly reason: string; readonly repeated?: string };

/** Walks over text that JSON.parse accepts and finds what it does not tell. */
const findFault = (text: string): Fault | null => {
  const open: (Set<string> | null)[] = [];
  let keyNext = false;
  for (let at = 0; at < text.length; at += 1) {
    const character = text[at];
    if (character === '{' || character === '[') {
      open.push(character === '{' ? new Set() : null);
      keyNext = character === '{';
      if (open.length > maxDepth) return { reason: `it is nested deeper than ${maxDepth} levels` };
    } else if (character === '}' || character === ']') {
      open.pop();
      keyNext = false;
    } else if (character === ',') {
      keyNext = open.at(-1) instanceof Set;
    } else if (character === '"') {
      const end = endOfString(text, at);
      const raw = text.slice(at, end + 1);
      const word = raw.includes('\\') ? String(JSON.parse(raw)) : raw.slice(1, -1);
      if (!word.isWellFormed()) return { reason: 'it holds half of a surrogate pair, which is no character' };
      const members = open.at(-1);
      if (keyNext && members) {
        if (members.has(word)) return { reason: `the member ${JSON.stringify(word)} is repeated`, repeated: word };
        members.add(word);
      }
      keyNext = false;
      at = end;
    }
  }
  return null;
};

const isShallow = (value: unknown, levels = maxDepth): boolean =>
  typeof value !== 'object' ||
  value === null ||
  (levels > 0 && Object.values(value).every((member) => isShallow(member, levels - 1)));

/** What is written again as it came has no member twice; it saves most messages the walk. Escapes may hide half of a surrogate pair. */
const isPlain = (text: string, value: unknown): boolean =>
  isShallow(value) && !text.includes('\\u') && text.isWellFormed() && JSON.stringify(value) === text;

/** Why JSON.parse refused, without the piece of the text it quotes: a payload is nobody else's business. */
const complaint = (error: unknown): string =>
  String(error instanceof Error ? error.message : error).replace(/, (?:\.{3})?".*is not valid JSON$/s, '');

/** Parses JSON; not well-formed, repeated members, lone surrogates and nesting beyond `maxDepth` come back as a reason. */
export const readJson = (text: string): JsonReading => {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    return { ok: false, reason: `it is not JSON: ${complaint(error)}` };
  }
  if (isPlain(text, value)) return { ok: true, value };
  const fault = findFault(text);
  return fault ? { ok: false, ...fault, value } : { ok: true, value };
};

/** Whether a parsed value is a JSON object. */
export const isJsonObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
