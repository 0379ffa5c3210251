import { describe, expect, it } from 'vitest';
import { gapsOf, type JudgedScenario } from '../../cli/reference/coverage.ts';
import { readLaw } from '../../cli/reference/law.ts';
import { writeClauseChecks } from '../../cli/reference/write-clause-checks.ts';

const law = readLaw('specification');

const busyWaits = { id: 'busy.waits', clauses: ['C-6', 'R-3001'] };
const run: readonly JudgedScenario[] = [
  { id: 'busy/a', class: 'core', clauses: ['C-6', 'P-1', 'R-3001'], judged: [busyWaits], met: ['0000', '3001'] },
  { id: 'param/b', class: 'core', clauses: ['C-4', 'D-5'], judged: [busyWaits], met: ['0000'] },
];
const mutants = [
  { name: 'convicted-as-well', cites: ['C-7'], checks: ['ladder.waits', 'busy.waits'] },
  { name: 'hammers', cites: ['C-6'], checks: ['busy.waits'] },
  { name: 'another', cites: ['C-6'], checks: ['poll.pauses'] },
];

describe('writeClauseChecks', () => {
  const rowOf = (id: string) =>
    writeClauseChecks(law, run, mutants)
      .split('\n')
      .find((line) => line.startsWith(`| [${id}]`));

  it.each([
    ['C-6', '`busy.waits` × 2 | `hammers` `convicted-as-well` | `busy/a`'],
    ['C-4', '*binds the bureau 约束税局* |  | `param/b`'],
    ['D-5', 'excluded 不判定'],
    ['G-4', 'excluded 不判定'],
    ['B-2', 'binds the bureau'],
    ['V-4', 'kept by the judge itself'],
    ['R-3001', '| 1 | `busy.waits` × 2 | `convicted-as-well` `hammers` | `busy/a`'],
    ['R-4201', '| 0 | *excluded 不判定:* A lawful client looks at the original first'],
  ])('says of %s: %s', (id, words) => {
    expect(rowOf(id)).toContain(words);
  });
});

describe('gapsOf', () => {
  it.each([
    ['a clause that a scenario cites and no check judged', 'C-4 binds clients and no check judged it'],
    ['a clause that nobody cites', 'C-13 binds clients and no check judged it'],
    ['a code that was met and that no check judged', 'R-0000 binds clients and no check judged it'],
    ['a code that nobody met', 'no scenario lets the client meet 3002'],
  ])('names %s', (_what, gap) => {
    expect(gapsOf(law, run)).toContain(gap);
  });

  it('names neither what was judged nor what only the bureau owes', () => {
    const named = gapsOf(law, run).map((gap) => gap.split(' ')[0]);
    expect(['C-6', 'R-3001', 'D-5', 'G-4', 'R-4201', 'B-2'].filter((id) => named.includes(id))).toEqual([]);
  });

  it.each([
    ['G-4', 'G-4 is excluded and was judged'],
    ['R-4201', 'R-4201 is excluded and was judged'],
  ])('names %s once it is judged in spite of its reason', (id, gap) => {
    const judged = { ...run[0], judged: [{ id: 'probe', clauses: [id] }] } as JudgedScenario;
    expect(gapsOf(law, [judged])).toContain(gap);
  });

  it('names a code that is called unmet and was met, and a scenario about a code that was not', () => {
    const [busy] = run as [JudgedScenario];
    const gaps = gapsOf(law, [{ ...busy, met: ['4201'] }]);
    expect(gaps).toContain('4201 is called unmet and was met in busy/a');
    expect(gaps).toContain('busy/a cites R-3001 and its client never met 3001');
  });
});
