import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createAgenda } from '../../simulator/agenda.ts';

const run = () => undefined;

describe('the agenda', () => {
  it('gives what is due in order of time, and of the order of writing at the same instant', () => {
    const times = fc.array(fc.integer({ min: 0, max: 20 }), { maxLength: 200 });
    fc.assert(
      fc.property(times, (dueTimes) => {
        const agenda = createAgenda();
        const runs: (() => void)[] = dueTimes.map(() => () => undefined);
        dueTimes.forEach((dueMs, at) => {
          agenda.add({ dueMs, run: runs[at] ?? run });
        });
        const taken: number[] = [];
        for (let due = agenda.take(99); due; due = agenda.take(99)) taken.push(runs.indexOf(due.run));
        const sorted = dueTimes.map((dueMs, at) => ({ dueMs, at })).sort((a, b) => a.dueMs - b.dueMs || a.at - b.at);
        expect(taken).toEqual(sorted.map(({ at }) => at));
      }),
      { seed: 1 },
    );
  });

  it('gives nothing before its time', () => {
    const agenda = createAgenda();
    agenda.add({ dueMs: 10, run });
    expect([agenda.take(9), agenda.nextDueAt(), agenda.take(10)?.dueMs, agenda.nextDueAt()]).toEqual([
      null,
      10,
      10,
      null,
    ]);
  });

  it('forgets what was cancelled, wherever it stands', () => {
    const agenda = createAgenda();
    const [first, , third] = [1, 2, 3].map((dueMs) => agenda.add({ dueMs, run }));
    first?.cancel();
    third?.cancel();
    expect([agenda.nextDueAt(), agenda.take(9)?.dueMs, agenda.nextDueAt()]).toEqual([2, 2, null]);
  });

  it('is empty once it is cleared', () => {
    const agenda = createAgenda();
    agenda.add({ dueMs: 1, run });
    agenda.clear();
    expect([agenda.nextDueAt(), agenda.take(9)]).toEqual([null, null]);
  });
});
