// The checks of waits: busy, ladder, connect, polling.
import { describe, expect, it } from 'vitest';
import type { Story } from '../story.ts';
import { invoice } from '../story.ts';
import { type Row, verdictOf } from './verdict-of.ts';

const query = 'invoice.query' as const;
const busy = (retryAfter?: string) => ({ code: '3001', ...(retryAfter === undefined ? {} : { retryAfter }) });
const done = { code: '0000', data: invoice };
const accepted = { code: '0001' };
const processing = { code: '0000', data: { orderNo: 'SO-1', status: 'processing' } };

/** A busy answer after each of the waits, then success. */
const busyRow = (story: Story, waitsMs: readonly number[], retryAfter?: string): void => {
  story.give('sale');
  for (const waitMs of waitsMs) {
    story.ask({ answer: busy(retryAfter), tookMs: 20 });
    story.pass(waitMs);
  }
  story.ask({ answer: done });
};

/** Two busy answers, something between, and a third one, waited out as the third of a row. */
const broken = (story: Story, between: Parameters<Story['ask']>[0], lastMs = 30_000): void => {
  story.give('sale');
  for (const waitMs of [10_000, 20_000]) {
    story.ask({ answer: busy() });
    story.pass(waitMs);
  }
  story.ask({ ...between, interface: query });
  story.pass(10_000);
  story.ask({ answer: busy() });
  story.pass(lastMs);
  story.ask({ answer: done });
};

/** Every attempt times out; queries after each of the waits. */
const climb = (story: Story, waitsMs: readonly number[], timeoutMs = 30_000): void => {
  story.give('sale');
  story.ask({ lost: 'held', timeoutMs });
  for (const waitMs of waitsMs) {
    story.pass(waitMs);
    story.ask({ interface: query, lost: 'held', timeoutMs });
  }
  story.claim('unknown');
};

const knockThrough = (story: Story, waitsMs: readonly number[]): void => {
  story.give('sale');
  story.knock();
  for (const waitMs of waitsMs) {
    story.pass(waitMs);
    story.knock();
  }
  story.claim('unknown');
};

const poll = (story: Story, pausesMs: readonly number[]): void => {
  story.give('sale');
  story.ask({ answer: accepted });
  for (const pauseMs of pausesMs) {
    story.pass(pauseMs);
    story.ask({ interface: query, answer: processing });
  }
};

/** A pause of 20 s, then a poll that finds nobody listening, then these waits. */
const refusedPoll = (story: Story, waitsMs: readonly number[]): void => {
  poll(story, [20_000]);
  story.pass(20_000);
  story.knock();
  for (const waitMs of waitsMs) {
    story.pass(waitMs);
    story.ask({ interface: query, answer: processing });
  }
};

const tables: Readonly<Record<string, readonly Row[]>> = {
  'busy.waits': [
    ['finds nothing without a busy answer', null, (story) => [story.give('sale'), story.ask({ answer: done })]],
    ['passes 10, 20, 30 s', 'pass', (story) => busyRow(story, [10_000, 20_000, 30_000])],
    ['passes 20 % jitter on top', 'pass', (story) => busyRow(story, [12_000, 24_000, 36_000])],
    ['warns of needlessly long waits', 'warn', (story) => busyRow(story, [13_000])],
    ['fails a wait that does not grow', 'fail', (story) => busyRow(story, [10_000, 10_000])],
    ['fails a wait shorter than the one before', 'fail', (story) => [busyRow(story, [60_000, 20_000], '60')]],
    [
      'caps growth at 300 s',
      'pass',
      (story) =>
        busyRow(
          story,
          Array.from({ length: 31 }, (_, n) => Math.min((n + 1) * 10_000, 300_000)),
        ),
    ],
    ['lets a client count on over what is no answer', 'pass', (story) => broken(story, { lost: 'reset' })],
    ['warns of counting on over an answer', 'warn', (story) => broken(story, { answer: { code: '4004' } })],
    ['asks no such counting', 'pass', (story) => broken(story, { lost: 'reset' }, 10_000)],
    [
      'leaves 3003 to retryAfter',
      null,
      (story) => [
        story.give('sale'),
        story.ask({ answer: { code: '3003', retryAfter: '5' } }),
        story.pass(5_000),
        story.ask({ answer: done }),
      ],
    ],
  ],
  'busy.retry-after': [
    ['finds nothing without a busy answer', null, (story) => [story.give('sale'), story.ask({ answer: done })]],
    ['passes retryAfter kept', 'pass', (story) => busyRow(story, [30_000], '30')],
    ['fails retryAfter ignored', 'fail', (story) => busyRow(story, [10_000, 20_000], '30')],
    ['takes 10 s where none is named', 'fail', (story) => busyRow(story, [9_999])],
    [
      'judges 3003, too',
      'fail',
      (story) => [
        story.give('sale'),
        story.ask({ answer: { code: '3003', retryAfter: '600' } }),
        story.pass(60_000),
        story.ask({ answer: done }),
      ],
    ],
  ],
  'busy.patience': [
    ['finds nothing without a busy answer', null, (story) => [story.give('sale'), story.ask({ answer: done })]],
    ['passes who waits it out', 'pass', (story) => [busyRow(story, [10_000]), story.claim('issued')]],
    [
      'fails who gives up at once',
      'fail',
      (story) => [story.give('sale'), story.ask({ answer: busy() }), story.claim('unknown')],
    ],
    [
      'passes who gives up after eight waits',
      'pass',
      (story) => {
        story.give('sale');
        for (let n = 1; n <= 8; n += 1) {
          story.ask({ answer: busy() });
          story.pass(n * 10_000);
        }
        story.ask({ answer: busy() });
        story.claim('unknown');
      },
    ],
    [
      'fails who pesters for more than a day',
      'fail',
      (story) => [
        story.give('sale'),
        story.ask({ answer: busy() }),
        story.pass(90_000_000),
        story.ask({ answer: busy() }),
      ],
    ],
  ],
  'ladder.waits': [
    ['finds nothing without an unknown outcome', null, (story) => [story.give('sale'), story.ask({ answer: done })]],
    ['passes 10, 30, 60 s', 'pass', (story) => climb(story, [10_000, 30_000, 60_000])],
    ['passes a timeout of 60 s', 'pass', (story) => climb(story, [10_000], 60_000)],
    ['fails a short rung', 'fail', (story) => climb(story, [10_000, 10_000, 10_000])],
    ['fails no wait at all', 'fail', (story) => climb(story, [0])],
    ['warns of a long rung', 'warn', (story) => climb(story, [12_001, 30_000, 60_000])],
    ['fails a response timeout of 5 s', 'fail', (story) => climb(story, [10_000, 30_000, 60_000], 5_000)],
    [
      'measures from the end of the attempt',
      'fail',
      (story) => {
        story.give('sale');
        story.ask({ answer: { code: '3002' }, tookMs: 8_000 });
        story.pass(2_000);
        story.ask({ interface: query, answer: done });
      },
    ],
    [
      'lets 4004 in a rung be followed by the order at once, and busy be waited out without using a rung',
      'pass',
      (story) => {
        story.give('sale');
        story.ask({ answer: { status: 502 } });
        story.pass(10_000);
        story.ask({ interface: query, answer: busy() });
        story.pass(10_000);
        story.ask({ interface: query, answer: { code: '4004' } });
        story.ask({ lost: 'reset' });
        story.pass(30_000);
        story.ask({ interface: query, answer: done });
      },
    ],
    [
      'does not hold another command for the order to them',
      'pass',
      (story) => {
        climb(story, [10_000, 30_000, 60_000]);
        story.give('asked', { command: 'query' });
        story.ask({ interface: query, answer: { code: '4004' } });
      },
    ],
  ],
  'ladder.three-rungs': [
    ['finds nothing without an unknown outcome', null, (story) => [story.give('sale'), story.ask({ answer: done })]],
    ['passes three rungs', 'pass', (story) => climb(story, [10_000, 30_000, 60_000])],
    ['fails two', 'fail', (story) => climb(story, [10_000, 30_000])],
    ['fails four', 'fail', (story) => climb(story, [10_000, 30_000, 60_000, 60_000])],
    [
      'passes an earlier end by a definitive answer',
      'pass',
      (story) => {
        story.give('sale');
        story.ask({ answer: { code: '3002' } });
        story.pass(10_000);
        story.ask({ interface: query, answer: { code: '2001' } });
        story.claim('unknown', { returnCode: '2001' });
      },
    ],
  ],
  'connect.waits': [
    [
      'finds nothing when every connection is taken',
      null,
      (story) => [story.give('sale'), story.ask({ answer: done })],
    ],
    ['passes the ladder of refused connections', 'pass', (story) => knockThrough(story, [10_000, 30_000, 60_000])],
    ['fails hurry', 'fail', (story) => knockThrough(story, [10_000, 10_000, 60_000])],
    ['fails giving up early', 'fail', (story) => knockThrough(story, [10_000])],
    ['fails a fourth rung', 'fail', (story) => knockThrough(story, [10_000, 30_000, 60_000, 60_000])],
    [
      'passes a connection taken at the second try',
      'pass',
      (story) => [
        story.give('sale'),
        story.knock(),
        story.pass(10_000),
        story.ask({ answer: done }),
        story.claim('issued'),
      ],
    ],
  ],
  'poll.pauses': [
    ['finds nothing without acceptance', null, (story) => [story.give('sale'), story.ask({ answer: done })]],
    ['passes pauses that grow to 60 s', 'pass', (story) => poll(story, [3_000, 5_000, 20_000, 60_000, 60_000])],
    ['passes a pause within the jitter of the one before', 'pass', (story) => poll(story, [3_600, 3_000])],
    ['fails a first pause under 3 s', 'fail', (story) => poll(story, [2_999])],
    ['fails pauses that shrink', 'fail', (story) => poll(story, [10_000, 5_000])],
    ['warns of pauses above 60 s', 'warn', (story) => poll(story, [3_000, 80_000])],
    [
      'fails giving up after a minute',
      'fail',
      (story) => [poll(story, [3_000, 60_000]), story.claim('unknown', { returnCode: '0000' })],
    ],
    [
      'passes giving up after 30 min',
      'pass',
      (story) => [
        poll(
          story,
          Array.from({ length: 30 }, () => 60_000),
        ),
        story.pass(60_000),
        story.claim('unknown'),
      ],
    ],
    [
      'fails asking on after 30 min',
      'fail',
      (story) =>
        poll(
          story,
          Array.from({ length: 32 }, () => 60_000),
        ),
    ],
    [
      'passes the ladder’s wait after a poll that never left, and the pause before it again',
      'pass',
      (story) => refusedPoll(story, [10_000, 20_000]),
    ],
    ['fails less than that wait', 'fail', (story) => refusedPoll(story, [9_000, 20_000])],
    ['fails a pause that shrank meanwhile', 'fail', (story) => refusedPoll(story, [10_000, 10_000])],
    [
      'counts an unreadable poll as a poll and waits out a busy one',
      'pass',
      (story) => {
        poll(story, [3_000]);
        story.pass(5_000);
        story.ask({ interface: query, answer: { status: 502 } });
        story.pass(10_000);
        story.ask({ interface: query, answer: busy() });
        story.pass(10_000);
        story.ask({ interface: query, answer: done });
      },
    ],
  ],
};

describe.each(Object.entries(tables))('%s', (id, rows) => {
  it.each(rows)('%s', (_sentence, expected, tell) => {
    expect(verdictOf(id, tell)).toBe(expected);
  });
});

describe('the real clock', () => {
  it.each([
    ['forgives 50 ms', 'pass', 9_950],
    ['forgives no more', 'fail', 9_949],
    ['asserts no upper bound', 'pass', 20_000],
  ] as const)('%s', (_sentence, expected, waitMs) => {
    expect(verdictOf('busy.waits', (story) => busyRow(story, [waitMs]), { clockMode: 'real' })).toBe(expected);
  });
});
