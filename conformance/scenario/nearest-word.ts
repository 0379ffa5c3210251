// The known word nearest to one that is not known, for refusals of files.

const distance = (a: string, b: string): number => {
  let row = Array.from({ length: b.length + 1 }, (_, at) => at);
  for (const [i, letter] of [...a].entries()) {
    const next = [i + 1];
    for (const [j, other] of [...b].entries()) {
      const swap = (row[j] ?? 0) + (letter === other ? 0 : 1);
      next.push(Math.min(swap, (row[j + 1] ?? 0) + 1, (next[j] ?? 0) + 1));
    }
    row = next;
  }
  return row.at(-1) ?? 0;
};

/** The known word nearest to `word`; null where none is near. */
export const nearestWord = (word: string, known: readonly string[]): string | null => {
  const [nearest] = [...known].sort((a, b) => distance(word, a) - distance(word, b));
  return nearest !== undefined && distance(word, nearest) <= Math.max(2, word.length / 3) ? nearest : null;
};

/** `write "x"` for the nearest known word when it is near, else the list of all. */
export const suggestWord = (word: string, known: readonly string[]): string => {
  const nearest = nearestWord(word, known);
  if (nearest !== null) return `write "${nearest}"`;
  return known.length === 0 ? 'remove it' : `use one of: ${known.join(', ')}`;
};
