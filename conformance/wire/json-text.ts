// JSON as the wire allows it: well-formed and without repeated members (E), which JSON.parse would let pass.

/** `repeats`: well-formed, but a member stands there twice. */
export type Unread = { readonly ok: false; readonly reason: string; readonly repeats: boolean };
export type ReadJson = { readonly ok: true; readonly value: unknown } | Unread;

const token = /"(?:[^"\\]|\\.)*"|[{}[\],:]/g;

/** The first member an object names twice, or null; the text is known to be well-formed. */
const repeatedMember = (text: string): string | null => {
  const open: (Set<string> | null)[] = [];
  let nameMayFollow = false;
  for (const [word] of text.matchAll(token)) {
    if (word === '{') open.push(new Set());
    else if (word === '[') open.push(null);
    else if (word === '}' || word === ']') open.pop();
    else if (word.startsWith('"') && nameMayFollow) {
      const name = JSON.parse(word) as string;
      const members = open.at(-1);
      if (members?.has(name)) return name;
      members?.add(name);
    }
    nameMayFollow = (word === '{' || word === ',') && open.at(-1) instanceof Set;
  }
  return null;
};

/** How many members a well-formed text writes, those of all objects together: strings with a colon behind them. */
const countWritten = (text: string): number => {
  let count = 0;
  for (let from = text.indexOf('"'); from >= 0; from = text.indexOf('"', from)) {
    let end = text.indexOf('"', from + 1);
    while (isEscaped(text, end)) end = text.indexOf('"', end + 1);
    from = end + 1;
    while (text.charCodeAt(from) <= space) from += 1;
    if (text.charCodeAt(from) === colon) count += 1;
  }
  return count;
};

const colon = 0x3a;
const backslash = 0x5c;
const space = 0x20;

/** An odd number of backslashes stands before it. */
const isEscaped = (text: string, at: number): boolean => {
  let first = at;
  while (text.charCodeAt(first - 1) === backslash) first -= 1;
  return (at - first) % 2 === 1;
};

const countKept = (value: unknown): number => {
  if (typeof value !== 'object' || value === null) return 0;
  const inner = Object.values(value);
  let count = Array.isArray(value) ? 0 : inner.length;
  for (const one of inner) count += countKept(one);
  return count;
};

export const readJson = (text: string): ReadJson => {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return { ok: false, reason: `not well-formed JSON: ${reason}`, repeats: false };
  }
  // A member that stands there twice is kept once: only then is it worth while to look for its name.
  const repeated = countWritten(text) === countKept(value) ? null : repeatedMember(text);
  return repeated === null
    ? { ok: true, value }
    : { ok: false, reason: `member "${repeated}" is repeated`, repeats: true };
};
