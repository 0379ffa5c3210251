// JSON as the wire allows it: well-formed and without repeated members (E), which JSON.parse would let pass.

export type ReadJson = { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly reason: string };

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

/** Written again it is the same text, so nothing of it was lost: no member stands there twice. Spares most texts the search. */
const isCompact = (text: string, value: unknown): boolean => JSON.stringify(value) === text;

export const readJson = (text: string): ReadJson => {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    return { ok: false, reason: `not well-formed JSON: ${error instanceof Error ? error.message : String(error)}` };
  }
  const repeated = isCompact(text, value) ? null : repeatedMember(text);
  return repeated === null ? { ok: true, value } : { ok: false, reason: `member "${repeated}" is repeated` };
};
