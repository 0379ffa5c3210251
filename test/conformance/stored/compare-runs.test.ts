// How two runs differ: by verdict, check, tries, waits, codes and claims; and not by what clients may vary.
import { describe, expect, it } from 'vitest';
import { writeTranscript } from '../../../conformance/report/transcript.ts';
import { compareRuns } from '../../../conformance/stored/compare-runs.ts';
import { readTranscript, type StoredRun } from '../../../conformance/stored/read-transcript.ts';
import { hasty, lawful, runOf, suiteOf } from '../report/suite.ts';
import type { Story } from '../story.ts';

const runWith = (...tales: readonly (readonly [string, (story: Story) => void])[]): StoredRun => {
  const scenarios = tales.map(([id, tell]) => runOf({ id, checks: ['ladder.waits'] }, tell, { scenarioId: id }));
  const reading = readTranscript(writeTranscript(suiteOf(scenarios)));
  expect(reading.ok).toBe(true);
  return (reading as Extract<typeof reading, { ok: true }>).run;
};

/** `lawful` with another wait before the query. */
const waiting = (waitMs: number) => (story: Story) => {
  story.give('sale');
  story.ask({ lost: 'held', fault: { id: 'lost-answer', effect: { hold: true }, phase: 'after-commit' } });
  story.book();
  story.pass(waitMs);
  story.ask({ interface: 'invoice.query', answer: { code: '4004' } });
  story.claim('unknown');
};

describe('compareRuns', () => {
  it('finds no difference in the same conduct, whatever the jitter of its waits', () => {
    const [before, after] = [runWith(['a', waiting(10_000)]), runWith(['a', waiting(10_400)])];
    expect(compareRuns(before, after)).toEqual({ compared: 1, differences: [] });
  });

  it('names the wait that became another', () => {
    const [before, after] = [runWith(['a', waiting(10_000)]), runWith(['a', waiting(12_000)])];
    const waits = compareRuns(before, after).differences.flatMap(({ works }) =>
      works.map(({ work, ...both }) => [work, both.before?.tries[1]?.waitMs, both.after?.tries[1]?.waitMs]),
    );
    expect(waits).toEqual([['issue sale', 10_000, 12_000]]);
  });

  it('tells verdict, checks, tries and claims of a client that has become worse', () => {
    const [difference] = compareRuns(runWith(['a', lawful]), runWith(['a', hasty])).differences;
    expect([difference?.before?.verdict, difference?.after?.verdict]).toEqual(['pass', 'fail']);
    expect(difference?.checks).toContainEqual({ id: 'ladder.waits', before: 'pass', after: 'fail' });
    expect(difference?.works.map(({ before, after }) => [before?.tries.length, after?.tries.length])).toEqual([[2, 5]]);
    expect(difference?.works[0]?.after?.claims).toEqual(['rejected 3001 · 5 attempts']);
  });

  it('lists what only one of them ran', () => {
    const { compared, differences } = compareRuns(
      runWith(['a', lawful], ['b', lawful]),
      runWith(['b', lawful], ['c', lawful]),
    );
    expect({
      compared,
      ran: differences.map(({ id, before, after }) => [id, before?.verdict, after?.verdict]),
    }).toEqual({
      compared: 3,
      ran: [
        ['c', undefined, 'pass'],
        ['a', 'pass', undefined],
      ],
    });
  });
});
