import { describe, expect, it } from 'vitest';
import { invoice } from '../story.ts';
import { changed, foundIn, type Tell } from './found-in.ts';

const done = { code: '0000', data: invoice };

/** Asked at 10:00:00, 10:00:10 and 10:00:20, each answered within a second. */
const threeTimes: Tell = (story) => {
  story.give('sale');
  for (const answer of [{ code: '4004' }, { code: '4004' }, done]) {
    story.ask({ interface: 'invoice.query', answer, tookMs: 1_000 });
    story.pass(9_000);
  }
};
const at = (time: string) => `2026-11-23T${time}.000+08:00`;

describe('the journal of a bureau', () => {
  it.each([
    ['an exchange that is missing', changed(threeTimes, 2, { seq: 4 }), ['the journal lacks exchange 2']],
    ['a number that comes twice', changed(threeTimes, 3, { seq: 2 }), ['the journal holds one number twice']],
    [
      'an end that was announced and is missing',
      { announced: [1, 2, 3, 4, 5] },
      [4, 5].map((seq) => `the journal ends before exchange ${seq}, of which the bureau's events told`),
    ],
    [
      'an end before the beginning',
      changed(threeTimes, 2, { closedOrder: 3 }),
      ['exchange 2: it ended before it began'],
    ],
    [
      'an end earlier than the receipt',
      changed(threeTimes, 2, { endedAt: at('10:00:09') }),
      [`exchange 2: it ended at ${at('10:00:09')}, before it was received at ${at('10:00:10')}`],
    ],
    [
      'a beginning earlier than the end before it',
      { ...changed(threeTimes, 2, { receivedAt: at('10:00:00') }), clockMode: 'real' as const },
      [`exchange 2: time goes backwards in the journal, from ${at('10:00:01')} to ${at('10:00:00')}`],
    ],
    [
      'a receipt at another instant than the session’s clock showed',
      changed(threeTimes, 2, { receivedAt: at('10:00:11') }),
      [`exchange 2: the bureau received it at ${at('10:00:11')}, the session's clock stood at ${at('10:00:10')}`],
    ],
  ])('is found out once: %s', (_what, overrides, sentences) => {
    expect(foundIn(threeTimes, overrides)).toEqual(sentences);
  });

  it.each([
    [
      'an exchange that is under way',
      changed(threeTimes, 3, { closedOrder: null, endedAt: null, end: null, answer: null }),
    ],
    ['fewer announcements than exchanges: the stream of events may be cut', { announced: [1] }],
    [
      'a receipt off the session’s clock where that is the real one',
      { ...changed(threeTimes, 3, { receivedAt: at('10:00:21') }), clockMode: 'real' as const },
    ],
  ])('may hold %s', (_what, overrides) => {
    expect(foundIn(threeTimes, overrides)).toEqual([]);
  });

  it('is compared by the order of beginnings and ends where exchanges overlap', () => {
    // The first ends at 10:00:15, while the second has come and gone.
    const overlapping = changed(threeTimes, 1, { closedOrder: 4.5, endedAt: at('10:00:15') });
    expect(foundIn(threeTimes, overlapping)).toEqual([]);
    const early = changed(threeTimes, 1, { closedOrder: 4.5, endedAt: at('10:00:05') });
    expect(foundIn(threeTimes, early)).toEqual([
      `exchange 1: time goes backwards in the journal, from ${at('10:00:11')} to ${at('10:00:05')}`,
    ]);
    // On a real clock an answer has begun to leave before others came, and has left after.
    expect(foundIn(threeTimes, { ...early, clockMode: 'real' })).toEqual([]);
  });

  const fault = { id: 'busy', effect: { returnCode: '4004' }, phase: 'before' };
  const struck = changed(threeTimes, 1, { fault });
  const hits = (count: number, effect: Readonly<Record<string, unknown>> = fault.effect) =>
    foundIn(
      threeTimes,
      { ...struck, faults: [{ id: 'busy', hits: count, required: true }] },
      { faults: [{ rule: { id: 'busy', effect }, required: true }] },
    );

  it.each([
    [1, []],
    [0, ['fault busy: the bureau counts 0 hits, its journal shows 1']],
    [2, ['fault busy: the bureau counts 2 hits, its journal shows 1']],
  ] as const)('shows one hit of a fault, and the bureau counts %s', (count, sentences) => {
    expect(hits(count)).toEqual(sentences);
  });

  it.each(['listenerClosed', 'falseCertificate', 'callback'])('cannot show the hits of %s', (effect) => {
    expect(hits(7, { [effect]: true })).toEqual([]);
  });
});
