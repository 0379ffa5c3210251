// What the journal says of mistakes: of one exchange with their remedies, of a page of it by name.
import type { JournalEntry } from '../journal/entry.ts';
import type { Register } from '../register/register.ts';
import { explainExchange } from './explain-exchange.ts';
import type { DiagnosisProblem } from './problem.ts';

type Explained = {
  readonly seq: number;
  readonly refusedBy: JournalEntry['gates'][number] | null;
  readonly problems: readonly DiagnosisProblem[];
};

export const explainEntry = (entry: JournalEntry, register: Register): Explained => ({
  seq: entry.seq,
  refusedBy: entry.gates.find(({ verdict }) => verdict === 'refused') ?? null,
  problems: explainExchange(entry, register),
});

const nextTurn = (): Promise<void> =>
  new Promise((resolve) => {
    setImmediate(resolve);
  });

/** The entries with `mistakes`, the names of what was wrong with each; clients of the bureau are served in between. */
export const nameMistakes = async (
  entries: readonly JournalEntry[],
  register: Register,
): Promise<readonly (JournalEntry & { readonly mistakes: readonly string[] })[]> => {
  const named = [];
  for (const entry of entries) {
    const names = explainExchange(entry, register).map(({ name }) => name);
    named.push({ ...entry, mistakes: [...new Set(names)] });
    await nextTurn();
  }
  return named;
};
