// What there is to pass, and of one scenario or check what the law says, what is done and what is wanted.
import { describe, expect, it } from 'vitest';
import { clauseText } from '../../cli/clause-text.ts';
import { explain, listScenarios } from '../../cli/explain.ts';
import { readLaw } from '../../cli/reference/law.ts';
import { checks } from '../../conformance/checks/registry.ts';
import { loadScenarios } from '../../conformance/scenario/load-scenarios.ts';

const law = readLaw('specification');
const { scenarios } = loadScenarios('scenarios', { seed: 1 });

describe('--list', () => {
  it('gives every scenario a line with its classes and title', () => {
    const lines = listScenarios(scenarios).trimEnd().split('\n');
    expect(lines).toHaveLength(scenarios.length);
    expect(lines.find((line) => line.startsWith('audit/after-a-kill '))).toMatch(
      /^audit\/after-a-kill +audit\+restart {2}\S.* .*[\u4e00-\u9fff]/,
    );
  });
});

describe('--explain', () => {
  it('tells of a scenario the law, what is done and what is wanted, in both languages', () => {
    const text = explain('unknown/commit-then-lost-answer', scenarios, law);
    expect(text).toContain('unknown/commit-then-lost-answer [core]\nThe answer is lost');
    expect(text).toContain('  C-9\n    duplicate. 4001 with equal content');
    expect(text).toContain('    重复。4001 且内容一致');
    expect(text).toMatch(/What is done 所做之事\n.*phase: after-commit.*kind: issue/s);
    expect(text).toMatch(/What is wanted 所要结果\n {2}outcomes:\n {4}sale:\n {6}- issued/);
    expect(text).toMatch(/Checks of its own 专有检查\n.*unknown\.query-first \[C-8\] should\n/s);
  });

  it('tells of a check its requirement, its clauses and where it is judged', () => {
    const text = explain('ladder.waits', scenarios, law);
    expect(text).toMatch(/^ladder\.waits \[C-7\] must\n/);
    expect(text).toContain('\n  ladder/exhausted\n');
  });

  it.each(scenarios.map(({ id }) => id))('has words for every clause of %s', (id) => {
    expect(explain(id, scenarios, law)).not.toContain('\n    ?\n');
  });

  it('has words for every clause that a check cites', () => {
    const silent = checks.flatMap(({ clauses }) => clauses).filter((clause) => clauseText(law, clause) === null);
    expect(silent).toEqual([]);
  });

  it.each([
    ['ladder.wait', 'Do you mean ladder.waits? `certify --list` names the scenarios.'],
    [
      'unknown/comit-then-lost-answer',
      'Do you mean unknown/commit-then-lost-answer? `certify --list` names the scenarios.',
    ],
    ['zzzzzzzzzzzzzzzzzz', '`certify --list` names the scenarios.'],
  ])('refuses %s', (id, remedy) => {
    expect(() => explain(id, scenarios, law)).toThrow(expect.objectContaining({ remedy }) as Error);
  });
});
