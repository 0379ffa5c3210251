import { describe, expect, it } from 'vitest';
import { writeHtml } from '../../../conformance/report/html/page.ts';
import { writeJunit } from '../../../conformance/report/junit.ts';
import { resultOf } from '../../../conformance/report/result.ts';
import { conformanceOf, type SuiteRun } from '../../../conformance/report/suite-run.ts';
import { clockWords, longestOf, longestWords } from '../../../conformance/report/time-of-run.ts';
import { emptyEvidence } from '../../../conformance/session/empty-evidence.ts';
import { scenario } from '../story.ts';
import { lawful, runOf, small, suiteOf } from './suite.ts';

const words = { en: 'It takes days', zh: '历时数日' };
const wanted = { outcomes: { sale: ['issued'] }, invoices: { sale: 1 } };

/** One scenario that ran and one that a real clock leaves out. */
const partly = (facts: Partial<SuiteRun>): SuiteRun => {
  const long = scenario({ id: 'long/story', title: words, virtualOnly: true });
  const reason = 'it is told on a virtual clock alone';
  const left = emptyEvidence(long, { clock: 'real', rate: 1 }, { kind: 'unsupported', reason });
  const verdict = { id: long.id, title: words, class: 'core', clauses: [], checks: [], reason, words: null };
  return suiteOf(
    [
      runOf({ id: 'happy/issued', expect: wanted }, lawful, { clockMode: 'real' }),
      { scenario: long, evidence: left, verdict: { ...verdict, verdict: 'unsupported' } },
    ],
    facts,
  );
};

it.each([
  [{ clock: 'virtual', rate: 1 }, 'virtual'],
  [{ clock: 'real', rate: 1 }, 'real'],
  [{ clock: 'real', rate: 20 }, 'real ×20 (scaled)'],
] as const)('calls the clock %j by its name', (clock, name) => {
  expect(clockWords(clock).en).toBe(name);
});

describe('the length of a run', () => {
  it('is compared with its longest session on a real clock', () => {
    const run = { ...small(), clock: 'real', durationMs: 50_000 } as const;
    const longest = longestOf(run);
    expect(longest).toMatchObject({ scenario: 'told/story', suiteMs: 50_000 });
    expect(longestWords({ scenario: 'a/b', longestMs: 40_000, suiteMs: 50_000 }).en).toBe(
      'the longest scenario (a/b) took 40.0 s, the suite 50.0 s: 25 % more',
    );
  });

  it('counts a scaled session by the machine’s time', () => {
    const [real, scaled] = [1, 10].map((rate) => longestOf({ ...small(), clock: 'real', rate }));
    expect(scaled?.longestMs).toBe(Math.round((real?.longestMs ?? 0) / 10));
  });

  it('says nothing on a virtual clock', () => {
    expect(longestOf(small())).toBeNull();
  });
});

describe('every report', () => {
  const run = partly({ clock: 'real', rate: 20 });
  it('names the clock and its rate', () => {
    expect(resultOf(run)).toMatchObject({ clock: 'real', rate: 20 });
    expect(writeJunit(run)).toContain('name="clock" value="real ×20 (scaled)"');
    expect(writeHtml(run)).toContain('real ×20 (scaled)');
    expect(writeHtml(run)).toContain('A scaled clock, 20 times as fast');
  });

  it('lists what a real clock left out as not run, and counts it for nothing', () => {
    const { conformant, words: found } = conformanceOf(run);
    expect([conformant, found.en]).toEqual([
      true,
      'all 1 required scenarios passed; 1 for a virtual clock alone were not run',
    ]);
    expect(resultOf(run).scenarios).toContainEqual(
      expect.objectContaining({ id: 'long/story', verdict: 'unsupported' }),
    );
    expect(writeJunit(run)).toContain('<skipped');
  });

  it('does not forgive on a virtual clock what was left out', () => {
    expect(conformanceOf(partly({ clock: 'virtual' })).conformant).toBe(false);
  });
});
