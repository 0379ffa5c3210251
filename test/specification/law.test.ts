import { describe, expect, it } from 'vitest';
import { strayCitations } from '../../cli/reference/coverage.ts';
import { obligationsOf, readLaw } from '../../cli/reference/law.ts';
import { writeReference } from '../../cli/reference/write-reference.ts';
import { loadScenarios } from '../../conformance/scenario/load-scenarios.ts';
import { returnCodes } from '../../protocol/return-code.ts';

const law = readLaw('specification');
const clauses = law.sections.flatMap((section) => section.clauses);

/** How many clauses each section of version 1.0 has; ids are kept for ever, so these only grow. */
const counts = { T: 6, E: 10, R: 0, P: 11, B: 17, C: 19, G: 7, D: 10, V: 5 };

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
    expect(strayCitations(law, [{ id: 'a', clauses: ['C-1', 'C-99', 'R-4001', 'R-4999'] }])).toEqual([
      'a → C-99',
      'a → R-4999',
    ]);
  });
});

describe('writeReference', () => {
  it.each(['en', 'zh'] as const)('gives every clause and section an anchor (%s)', (language) => {
    const text = writeReference(law, language);
    const missing = obligationsOf(law).filter(({ id }) => !text.includes(`<a id="${id}"></a>`));
    expect(missing).toEqual([]);
    expect(text).toContain('4001 | ALREADY_ISSUED | 发票已开具 | adopt |');
  });
});
