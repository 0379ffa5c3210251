// The Markdown that CI shows beside a job: verdict first, what did not pass below, and no word of a client that acts.
import { describe, expect, it } from 'vitest';
import { writeSummary } from '../../../conformance/report/summary.ts';
import { hostile, lawful, runOf, small, suiteOf } from './suite.ts';

describe('writeSummary', () => {
  it('says of a run that passed what it was, and lists nothing', () => {
    const text = writeSummary(suiteOf([runOf({ id: 'a' }, lawful)]));
    expect(text).toBe(`## ✅ conformant 合格: example&#45;client 1.2.3

all 1 required scenarios passed · 1 个必过场景全部通过

1 pass · virtual clock · seed 42 · 2345 ms · liandiao 0.1.0

classes 类别: core; not claimed 未声明: restart, audit, red, void, callback, sync, xml, sm2, rollout
`);
  });

  it('lists what did not pass with check, clauses, expected and actual', () => {
    const text = writeSummary(small());
    expect(text).toMatch(/^## ❌ not conformant 不合格: /);
    expect(text).toMatch(
      /\n\| fail \| unknown\/committed<br>The answer is lost .* \| .*ladder\.waits \[C-7\]: .* — expected 应为: .*; actual 实际: /,
    );
    expect(text).not.toContain('happy/issued');
  });

  it('takes the sting out of whatever a client says', () => {
    const table = writeSummary(hostile())
      .split('\n')
      .filter((line) => line.startsWith('| ') && !line.startsWith('| verdict'));
    expect(table.length).toBeGreaterThan(0);
    expect(table.filter((line) => line.replaceAll('<br>', '').match(/[<>`]|\]\(/) !== null)).toEqual([]);
    expect(table.filter((line) => line.split(' | ').length !== 3)).toEqual([]);
  });

  it('says how many it left out', () => {
    const [one] = small().scenarios.filter(({ verdict }) => verdict.verdict === 'fail');
    const many = suiteOf(Array.from({ length: 60 }, () => one).flatMap((run) => run ?? []));
    expect(writeSummary(many)).toContain('… and 10 more in report.html 其余 10 项见 report.html');
  });
});
