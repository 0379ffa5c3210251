// Finds the known word that a person probably meant, for refusals of misspelt members.

const distance = (from: string, to: string): number => {
  let row = Array.from({ length: to.length + 1 }, (_, index) => index);
  for (let i = 1; i <= from.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= to.length; j += 1) {
      const swap = (row[j - 1] ?? 0) + (from[i - 1] === to[j - 1] ? 0 : 1);
      next.push(Math.min(swap, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[to.length] ?? 0;
};

/** Only this much of the input is compared: the comparison costs its length. */
const longestWord = 64;

/** The nearest of `known` by edit distance, whatever its case. */
export const nearestWord = (word: string, known: readonly string[]): string => {
  const asked = word.slice(0, longestWord).toLowerCase();
  const ranked = known.map((candidate) => ({ candidate, far: distance(asked, candidate.toLowerCase()) }));
  return ranked.reduce((best, next) => (next.far < best.far ? next : best), { candidate: '', far: Infinity }).candidate;
};
