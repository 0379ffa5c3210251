import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { collectFindings, composeReference, type Findings } from '../../cli/reference/generate.ts';

describe('the published reference', () => {
  let found: Findings;
  beforeAll(async () => {
    found = await collectFindings('.');
  }, 240_000);

  /** Null where all files are as published; else those that are not, or why nothing can be published. */
  const driftOf = (findings: Findings): string | null => {
    try {
      const drifted = composeReference(findings).filter(({ path, content }) => readFileSync(path, 'utf8') !== content);
      return drifted.length === 0 ? null : drifted.map(({ path }) => path).join(' ');
    } catch (error) {
      return String(error);
    }
  };
  /** Of many changes, each made alone: those that nothing shows. */
  const unseen = <T>(changes: readonly T[], change: (one: T) => Findings): readonly T[] =>
    changes.filter((one) => driftOf(change(one)) === null);

  it('is in step with its data (npm run reference)', () => {
    expect(driftOf(found)).toBeNull();
  });

  it('drifts with every clause that is changed', () => {
    const ids = found.law.sections.flatMap(({ clauses }) => clauses.map(({ id }) => id));
    const reworded = (id: string): Findings => ({
      ...found,
      law: {
        ...found.law,
        sections: found.law.sections.map((section) => ({
          ...section,
          clauses: section.clauses.map((clause) =>
            clause.id === id ? { ...clause, en: `${clause.en} Or so.` } : clause,
          ),
        })),
      },
    });
    expect(ids.length).toBeGreaterThan(80);
    expect(unseen(ids, reworded)).toEqual([]);
  });

  it('drifts when a check is gone', () => {
    const ids = [...new Set(found.run.flatMap(({ judged }) => judged.map(({ id }) => id)))];
    const without = (gone: string): Findings => ({
      ...found,
      run: found.run.map((one) => ({ ...one, judged: one.judged.filter(({ id }) => id !== gone) })),
    });
    expect(ids.length).toBeGreaterThan(70);
    expect(unseen(ids, without)).toEqual([]);
  });

  it('drifts when a scenario is gone', () => {
    const ids = found.run.map(({ id }) => id);
    const without = (gone: string): Findings => ({ ...found, run: found.run.filter(({ id }) => id !== gone) });
    expect(ids.length).toBeGreaterThan(170);
    expect(unseen(ids, without)).toEqual([]);
  });

  it('drifts when a broken client is gone that a check of a clause convicts', () => {
    const without = (gone: string): Findings => ({
      ...found,
      mutants: found.mutants.filter(({ name }) => name !== gone),
    });
    expect(
      unseen(['hammers-when-busy', 'drops-what-was-begun', 'upper-case-signature'], (one) => without(one)),
    ).toEqual([]);
  });

  it.each([
    ['a clause', 'C-18', 'C-18 binds clients and no check judged it'],
    ['a return code', 'R-4001', 'R-4001 binds clients and no check judged it'],
  ])('cannot be made once no check carries %s that binds clients', (_what, clause, why) => {
    const run = found.run.map((one) => ({
      ...one,
      judged: one.judged.map((check) => ({ ...check, clauses: check.clauses.filter((id) => id !== clause) })),
    }));
    expect(() => composeReference({ ...found, run })).toThrow(why);
  });
});
