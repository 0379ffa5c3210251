import { expect, it } from 'vitest';
import { moveStart } from '../../../conformance/scenario/move-start.ts';
import { scenario, startAt } from '../story.ts';

const window = { from: '2026-11-23T10:00:05.000+08:00', to: '2026-11-23T10:00:30.000+08:00' };
const moved = { from: '2027-01-01T00:00:05.000+08:00', to: '2027-01-01T00:00:30.000+08:00' };
const newYear = '2027-01-01T00:00:00.000+08:00';

it('moves windows of faults, calendars, and those of later steps, and nothing else', () => {
  const written = scenario({
    startAt,
    bureau: { maintenance: [{ announced: true, ...window }], rateLimit: { perSecond: 1 } },
    faults: [
      { rule: { id: 'closed', when: { window }, effect: { listenerClosed: true } }, required: true },
      { rule: { id: 'second', when: { nth: 2 }, effect: { hold: true } }, required: false },
    ],
    steps: [
      { kind: 'bureau', patch: { maintenance: [{ announced: false, ...window }] } },
      { kind: 'advance', milliseconds: 1 },
    ],
  });
  expect(moveStart(written, newYear)).toEqual({
    ...written,
    startAt: newYear,
    bureau: { maintenance: [{ announced: true, ...moved }], rateLimit: { perSecond: 1 } },
    faults: [
      { rule: { id: 'closed', when: { window: moved }, effect: { listenerClosed: true } }, required: true },
      written.faults[1],
    ],
    steps: [{ kind: 'bureau', patch: { maintenance: [{ announced: false, ...moved }] } }, written.steps[1]],
  });
});

it('leaves a scenario that begins as written as it is', () => {
  const written = scenario({ startAt });
  expect(moveStart(written, startAt)).toBe(written);
});

it('keeps the daily hours of a calendar', () => {
  const daily = { from: '23:50', to: '00:10' };
  const written = scenario({ startAt, bureau: { maintenance: [{ announced: false, daily }] } });
  expect(moveStart(written, newYear).bureau).toEqual(written.bureau);
});
