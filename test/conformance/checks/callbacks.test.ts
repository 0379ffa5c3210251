// The checks of callbacks and lateness: what they find in pushes, and whom they leave in peace.
import { describe, expect, it } from 'vitest';
import { invoice, type Story } from '../story.ts';
import { type Row, verdictOf } from './verdict-of.ts';

const query = 'invoice.query' as const;
const accepted = { code: '0001' };
const delivered = { ...invoice, status: 'delivered' };
const at = (time: string) => ({ at: `2026-11-23 ${time}` });

/** The result of a query command that names the invoice with this status. */
const ask = (story: Story, as: string, claimed: Readonly<Record<string, unknown>>): void => {
  story.give(as, { command: 'query' });
  story.claim('issued', { as, invoice: claimed });
};

/** Accepted at the start, issued and pushed ten seconds later, one second after the first poll found it in process. */
const pollTwice = (story: Story, tell: (story: Story) => void): void => {
  story.give('sale');
  story.ask({ answer: accepted });
  story.pass(9_000);
  story.ask({ interface: query, answer: { code: '0000', data: { orderNo: 'SO-1', status: 'processing' } } });
  story.pass(1_000);
  tell(story);
  story.ask({ interface: query, answer: { code: '0000', data: invoice } });
};

const late = (story: Story, afterMs: number, facts: { readonly late?: true; readonly status?: string } = {}): void => {
  story.pass(afterMs);
  story.give('asked', { command: 'query' });
  story.claim('issued', { as: 'asked', invoice: { ...invoice, ...facts } });
};
const dayMs = 86_400_000;

const rows: Readonly<Record<string, readonly Row[]>> = {
  'callback.genuine-acknowledged': [
    ['finds nothing without pushes', null, (story) => story.give('sale')],
    ['passes who acknowledges', 'pass', (story) => story.push({ news: { status: 'issued' } })],
    [
      'fails who answers with an error',
      'fail',
      (story) => story.push({ news: { status: 'issued' }, outcome: 'refused' }),
    ],
    ['fails who does not answer', 'fail', (story) => story.push({ news: { status: 'issued' }, outcome: 'timeout' })],
    [
      'asks no answer to a forged one',
      null,
      (story) => story.push({ news: { status: 'void' }, signed: 'badly', outcome: 'refused' }),
    ],
    ['asks no answer to a lost one', null, (story) => story.push({ news: { status: 'issued' }, outcome: 'lost' })],
    [
      'leaves a client in peace that was started again',
      null,
      (story) => [story.restart(), story.push({ news: { status: 'issued' }, outcome: 'unreachable' })],
    ],
  ],
  'callback.forged-changes-nothing': [
    ['finds nothing in genuine pushes', null, (story) => story.push({ news: { status: 'issued' } })],
    [
      'passes who tells the truth afterwards',
      'pass',
      (story) => [
        story.book(),
        story.push({ news: { status: 'void' }, signed: 'badly' }),
        ask(story, 'asked', invoice),
      ],
    ],
    [
      'passes who tells what the forgery said when it is true all the same',
      'pass',
      (story) => [
        story.book({ status: 'void' }),
        story.push({ news: { status: 'void' }, signed: 'badly' }),
        ask(story, 'asked', { ...invoice, status: 'void' }),
      ],
    ],
    [
      'fails who repeats the lie',
      'fail',
      (story) => [
        story.book(),
        story.push({ news: { status: 'void' }, signed: 'badly' }),
        ask(story, 'asked', { ...invoice, status: 'void' }),
      ],
    ],
    [
      'fails who gives the order up because of it',
      'fail',
      (story) => {
        story.give('sale');
        story.ask({ answer: accepted });
        story.pass(3_000);
        story.book();
        story.push({ news: { status: 'void' }, signed: 'badly' });
        story.claim('unknown');
      },
    ],
  ],
  'callback.repeats-change-nothing': [
    ['finds nothing in one push', null, (story) => story.push({ news: { status: 'issued' } })],
    [
      'finds no repeat in one that was lost first',
      null,
      (story) => [
        story.push({ news: { status: 'issued' }, outcome: 'lost' }),
        story.push({ news: { status: 'issued' } }),
      ],
    ],
    [
      'passes who is no further afterwards',
      'pass',
      (story) => [
        story.book(),
        story.push({ news: { status: 'issued' } }),
        story.push({ news: { status: 'issued' } }),
        ask(story, 'asked', invoice),
      ],
    ],
    [
      'fails who counts on',
      'fail',
      (story) => [
        story.book(),
        story.push({ news: { status: 'issued' } }),
        story.push({ news: { status: 'issued' } }),
        ask(story, 'asked', delivered),
      ],
    ],
  ],
  'callback.older-news-never-overwrites': [
    [
      'finds nothing where all came in their order',
      null,
      (story) => [
        story.push({ news: { status: 'issued', ...at('10:00:00') } }),
        story.push({ news: { status: 'delivered', ...at('10:00:30') } }),
      ],
    ],
    ['passes who stays where it was', 'pass', (story) => overtake(story, delivered)],
    ['fails who goes back', 'fail', (story) => overtake(story, invoice)],
    [
      'leaves who never knew the newer in peace',
      'pass',
      (story) => {
        story.book({ status: 'delivered', deliveredAt: '2026-11-23 10:00:30' });
        story.push({ news: { status: 'delivered', ...at('10:00:30') } });
        story.push({ news: { status: 'issued', ...at('10:00:00') } });
        ask(story, 'after', invoice);
      },
    ],
  ],
  'poll.pauses': [
    [
      'lets genuine news of the order end a pause',
      'pass',
      (story) => pollTwice(story, () => story.push({ news: { status: 'issued' } })),
    ],
    [
      'lets no forged news end a pause',
      'fail',
      (story) => pollTwice(story, () => story.push({ news: { status: 'issued' }, signed: 'badly' })),
    ],
    [
      'lets no lost news end a pause',
      'fail',
      (story) => pollTwice(story, () => story.push({ news: { status: 'issued' }, outcome: 'lost' })),
    ],
    [
      'lets no news of another order end a pause',
      'fail',
      (story) => pollTwice(story, () => story.push({ news: { status: 'issued', orderNo: 'SO-2' }, orderNo: 'SO-2' })),
    ],
  ],
  'status.late-reported': [
    ['finds nothing without an invoice', null, (story) => late(story, 0)],
    ['passes who calls nothing late in time', 'pass', (story) => [story.book(), late(story, dayMs - 60_000)]],
    ['fails who calls late what is in time', 'fail', (story) => [story.book(), late(story, 60_000, { late: true })]],
    ['passes who reports what is late', 'pass', (story) => [story.book(), late(story, dayMs + 60_000, { late: true })]],
    ['fails who does not', 'fail', (story) => [story.book(), late(story, dayMs + 60_000)]],
    ['leaves the very moment open', null, (story) => [story.book(), late(story, dayMs)]],
    [
      'fails who calls late what was delivered in time',
      'fail',
      (story) => [
        story.book({ deliveredAt: '2026-11-23 12:00:00' }),
        late(story, 2 * dayMs, { late: true, status: 'delivered' }),
      ],
    ],
    [
      'leaves open what to call a late delivery',
      null,
      (story) => [
        story.book({ deliveredAt: '2026-11-25 09:00:00' }),
        late(story, 3 * dayMs, { late: true, status: 'delivered' }),
      ],
    ],
  ],
};

/** Delivered and known to be, then the older news come, then the claim. */
function overtake(story: Story, claimed: Readonly<Record<string, unknown>>): void {
  story.book({ status: 'delivered', deliveredAt: '2026-11-23 10:00:30' });
  story.pass(60_000);
  story.push({ news: { status: 'delivered', ...at('10:00:30') } });
  ask(story, 'between', delivered);
  story.pass(60_000);
  story.push({ news: { status: 'issued', ...at('10:00:00') }, requestId: 'P2' });
  ask(story, 'after', claimed);
}

describe.each(Object.entries(rows))('%s', (id, told) => {
  it.each(told)('%s', (_sentence, expected, tell) => {
    expect(verdictOf(id, tell)).toBe(expected);
  });
});
