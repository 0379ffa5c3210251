import { describe, expect, it } from 'vitest';
import { obligationsOf, readLaw } from '../../cli/reference/law.ts';
import { gapsOf, strayCitations, writeClauseChecks } from '../../cli/reference/write-clause-checks.ts';
import { writeReference } from '../../cli/reference/write-reference.ts';
import { loadScenarios } from '../../conformance/scenario/load-scenarios.ts';
import { returnCodes } from '../../protocol/return-code.ts';

const law = readLaw('specification');
const clauses = law.sections.flatMap((section) => section.clauses);

/** How many clauses each section of version 1.0 has; ids are kept for ever, so these only grow. */
const counts = { T: 6, E: 10, R: 0, P: 11, B: 17, C: 19, G: 7, D: 9, V: 5 };

describe('the law', () => {
  it('numbers the clauses of every section from 1 without a gap', () => {
    const expected = Object.entries(counts).flatMap(([section, count]) =>
      Array.from({ length: count }, (_, at) => `${section}-${at + 1}`),
    );
    expect(clauses.map((clause) => clause.id)).toEqual(expected);
  });

  it('says every clause in Chinese too', () => {
    const untranslated = clauses.filter((clause) => !/[\u4e00-\u9fff]/.test(clause.zh));
    expect(untranslated).toEqual([]);
  });

  it('names the same codes and clauses in both languages', () => {
    const cited = (text: string) => [...new Set(text.match(/\b\d{4}\b|\b[A-Z]-\d+/g) ?? [])].sort();
    expect(clauses.map((clause) => [clause.id, cited(clause.zh)])).toEqual(
      clauses.map((clause) => [clause.id, cited(clause.en)]),
    );
  });

  it('has the return codes that the wire has', () => {
    const table = law.returnCodes.codes.map(({ code, name, zh, class: returnClass }) => ({
      code,
      name,
      zh,
      class: returnClass,
    }));
    expect(table).toEqual(returnCodes.map((row) => ({ ...row })));
    expect(Object.keys(law.returnCodes.classes).sort()).toEqual([...new Set(table.map((row) => row.class))].sort());
  });

  it('holds every clause that a scenario cites', () => {
    expect(strayCitations(law, loadScenarios('scenarios', { seed: 1 }).scenarios)).toEqual([]);
    expect(strayCitations(law, [{ id: 'a', clauses: ['C-1', 'C-99'] }])).toEqual(['a → C-99']);
  });
});

describe('writeReference', () => {
  it.each(['en', 'zh'] as const)('gives every clause and section an anchor (%s)', (language) => {
    const text = writeReference(law, language);
    const missing = obligationsOf(law).filter(({ id }) => !text.includes(`<a id="${id}"></a>`));
    expect(missing).toEqual([]);
    expect(text).toContain('| 4001 | ALREADY_ISSUED | 发票已开具 | adopt |');
  });
});

const busyWaits = { id: 'busy.waits', clauses: ['C-6'] };
const run = [
  { id: 'busy/a', class: 'core', clauses: ['C-6', 'P-1'], own: ['busy.waits'], judged: [busyWaits] },
  { id: 'param/b', class: 'core', clauses: ['C-4'], own: [], judged: [busyWaits] },
];

describe('writeClauseChecks', () => {
  const rowOf = (id: string) =>
    writeClauseChecks(law, run)
      .split('\n')
      .find((line) => line.startsWith(`| [${id}]`));

  it.each([
    ['C-6', '`busy.waits` × 2 | `busy/a`'],
    ['C-4', 'by outcome and ledger'],
    ['P-1', 'in its scenarios 在其场景中:* `busy.waits` | `busy/a`'],
    ['D-5', 'excluded 不判定'],
    ['B-2', 'binds the bureau'],
    ['V-4', 'kept by the judge itself'],
  ])('says of %s: %s', (id, words) => {
    expect(rowOf(id)).toContain(words);
  });
});

describe('gapsOf', () => {
  it('names a clause that binds clients and was not judged', () => {
    expect(gapsOf(law, run)).toContain('C-13 binds clients and no check judged it');
    expect(gapsOf(law, run)).not.toContain('C-6 binds clients and no check judged it');
  });

  it('names a clause that is excluded and was judged', () => {
    const judged = [{ id: 'probe', class: 'core', clauses: ['D-5'], own: [], judged: [] }];
    expect(gapsOf(law, judged)).toContain('D-5 is excluded and was judged');
  });

  it('asks nothing of clauses that bind the bureau alone', () => {
    expect(gapsOf(law, []).filter((gap) => gap.startsWith('B-2 '))).toEqual([]);
  });
});
