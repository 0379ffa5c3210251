// The checks of the gradual rollout: which way an order goes, that it keeps it, and what is told of the share (G-1 to G-7).
import { describe, expect, it } from 'vitest';
import { bucketOf } from '../../../conformance/wire/rollout-bucket.ts';
import { writeShare } from '../../../conformance/wire/rollout-share.ts';
import { invoice, type Story, sale } from '../story.ts';
import { type Row, verdictOf } from './verdict-of.ts';

const salt = 'pepper';
const bucket = bucketOf(salt, sale.orderNo);
/** The order is a member below the first and not below the second: membership is exact (G-2). */
const within = writeShare(bucket + 1);
const without = writeShare(bucket);

const done = { code: '0000', data: invoice };
const told = (share: string) => ({
  share,
  decisions: [{ at: '', from: '0.0000', to: share, reason: '', figures: {} }],
});

const steered = (story: Story, as: string, share: string): void => {
  story.steer(as, { share, salt });
  story.claim('done', { as, rollout: told(share) });
};
const killed = (story: Story, as = 'killed'): void => {
  story.steer(as, { kill: true });
  story.claim('done', { as, rollout: told('0.0000') });
};
/** Commands the sale and ends it; `issued` after an exchange, `manual` without one. */
const ended = (story: Story, as: string, outcome: string): void => {
  story.give(as, { order: 'sale' });
  if (outcome !== 'manual' && outcome !== 'invalid') story.ask({ answer: done });
  story.claim(outcome, { as });
};
/** Begun, and its answer lost; the rung is still to come. */
const begun = (story: Story): void => {
  steered(story, 'started', within);
  story.give('sale');
  story.ask({ lost: 'held' });
};

const checks: Readonly<Record<string, readonly Row[]>> = {
  'rollout.membership': [
    ['finds nothing without a rollout', null, (story) => ended(story, 'sale', 'issued')],
    ['passes a member that was issued', 'pass', (story) => [steered(story, 's', within), ended(story, 'a', 'issued')]],
    ['fails a member that was left', 'fail', (story) => [steered(story, 's', within), ended(story, 'a', 'manual')]],
    ['passes another that was left', 'pass', (story) => [steered(story, 's', without), ended(story, 'a', 'manual')]],
    ['fails another that was issued', 'fail', (story) => [steered(story, 's', without), ended(story, 'a', 'issued')]],
    [
      'passes a member that ended unknown',
      'pass',
      (story) => [steered(story, 's', within), ended(story, 'a', 'unknown')],
    ],
    [
      'fails another that was sent and called manual',
      'fail',
      (story) => [
        steered(story, 's', without),
        story.give('a', { order: 'sale' }),
        story.ask({ answer: done }),
        story.claim('manual', { as: 'a' }),
      ],
    ],
    ['leaves what was refused at home', null, (story) => [steered(story, 's', within), ended(story, 'a', 'invalid')]],
    ['passes all left after the kill switch', 'pass', (story) => [killed(story), ended(story, 'a', 'manual')]],
    ['fails what is issued after it', 'fail', (story) => [killed(story), ended(story, 'a', 'issued')]],
    [
      'goes by the last share',
      'fail',
      (story) => [steered(story, 's', within), steered(story, 't', without), ended(story, 'a', 'issued')],
    ],
    [
      'goes by the share before what is none',
      'pass',
      (story) => [
        steered(story, 's', within),
        story.steer('t', { share: '1.5', salt: 'another' }),
        story.claim('invalid', { as: 't' }),
        ended(story, 'a', 'issued'),
      ],
    ],
    [
      'has no word while the share changes',
      null,
      (story) => [
        story.steer('s', { share: without, salt }),
        ended(story, 'a', 'issued'),
        story.claim('done', { as: 's', rollout: told(without) }),
      ],
    ],
    [
      'has no word on an order that was commanded before',
      'pass',
      (story) => [steered(story, 's', within), ended(story, 'a', 'issued'), killed(story), ended(story, 'b', 'issued')],
    ],
  ],
  'rollout.one-way': [
    ['finds nothing without a rollout', null, (story) => [ended(story, 'a', 'issued'), ended(story, 'b', 'manual')]],
    ['finds nothing in one command', null, (story) => [steered(story, 's', within), ended(story, 'a', 'issued')]],
    [
      'passes the same way at another share',
      'pass',
      (story) => [steered(story, 's', within), ended(story, 'a', 'issued'), killed(story), ended(story, 'b', 'issued')],
    ],
    [
      'fails who leaves what was issued',
      'fail',
      (story) => [steered(story, 's', within), ended(story, 'a', 'issued'), killed(story), ended(story, 'b', 'manual')],
    ],
    [
      'fails who leaves what is unknown',
      'fail',
      (story) => [
        steered(story, 's', within),
        ended(story, 'a', 'unknown'),
        killed(story),
        ended(story, 'b', 'manual'),
      ],
    ],
    [
      'fails who issues what was left',
      'fail',
      (story) => [killed(story), ended(story, 'a', 'manual'), steered(story, 's', within), ended(story, 'b', 'issued')],
    ],
    [
      'passes another way after a refusal',
      'pass',
      (story) => [
        steered(story, 's', within),
        ended(story, 'a', 'rejected'),
        killed(story),
        ended(story, 'b', 'manual'),
      ],
    ],
    [
      'passes a refusal at home of what was left',
      'pass',
      (story) => [killed(story), ended(story, 'a', 'manual'), ended(story, 'b', 'invalid')],
    ],
  ],
  'rollout.begun-stays': [
    ['finds nothing where nothing was begun', null, (story) => [killed(story), ended(story, 'a', 'manual')]],
    [
      'finds nothing where no share shrank',
      null,
      (story) => [begun(story), story.ask({ answer: done }), story.claim('issued')],
    ],
    [
      'finds nothing where it is a member still',
      null,
      (story) => [begun(story), steered(story, 't', within), story.ask({ command: 'id-sale', answer: done })],
    ],
    [
      'passes who goes on after the kill switch',
      'pass',
      (story) => [
        begun(story),
        killed(story),
        story.ask({ command: 'id-sale', interface: 'invoice.query', answer: done }),
        story.claim('issued', { as: 'sale' }),
      ],
    ],
    [
      'passes who goes on at a smaller share, and hands it over',
      'pass',
      (story) => [
        begun(story),
        steered(story, 't', without),
        story.ask({ command: 'id-sale', interface: 'invoice.query', lost: 'held' }),
        story.claim('unknown', { as: 'sale' }),
      ],
    ],
    [
      'fails who calls it manual',
      'fail',
      (story) => [begun(story), killed(story), story.claim('manual', { as: 'sale' })],
    ],
    ['fails who gives it up', 'fail', (story) => [begun(story), killed(story), story.claim('unknown', { as: 'sale' })]],
    ['fails who never ends it', 'fail', (story) => [begun(story), killed(story)]],
    [
      'fails who goes on and calls it manual',
      'fail',
      (story) => [
        begun(story),
        killed(story),
        story.ask({ command: 'id-sale', interface: 'invoice.query', answer: done }),
        story.claim('manual', { as: 'sale' }),
      ],
    ],
  ],
  'rollout.share-told': [
    ['finds nothing without a rollout', null, (story) => ended(story, 'sale', 'issued')],
    ['passes the share in force', 'pass', (story) => steered(story, 's', within)],
    ['passes zero after the kill switch', 'pass', (story) => killed(story)],
    [
      'passes the share however it is spelled',
      'pass',
      (story) => [story.steer('s', { share: '0.3', salt }), story.claim('done', { as: 's', rollout: told('0.3000') })],
    ],
    [
      'fails another share',
      'fail',
      (story) => [story.steer('s', { share: '0.3', salt }), story.claim('done', { as: 's', rollout: told('0.2') })],
    ],
    [
      'fails a last decision for another share',
      'fail',
      (story) => [
        story.steer('s', { share: '0.3', salt }),
        story.claim('done', { as: 's', rollout: { ...told('0.2'), share: '0.3' } }),
      ],
    ],
    [
      'fails no decisions',
      'fail',
      (story) => [
        story.steer('s', { share: '0.3', salt }),
        story.claim('done', { as: 's', rollout: { share: '0.3', decisions: undefined } }),
      ],
    ],
    [
      'fails no share at all',
      'fail',
      (story) => [story.steer('s', { share: '0.3', salt }), story.claim('done', { as: 's' })],
    ],
    [
      'fails another outcome',
      'fail',
      (story) => [
        story.steer('s', { share: '0.3', salt }),
        story.claim('unsupported', { as: 's', rollout: told('0.3') }),
      ],
    ],
    [
      'passes invalid for what is no share',
      'pass',
      (story) => [story.steer('s', { share: '1.5', salt }), story.claim('invalid', { as: 's' })],
    ],
    [
      'fails done for what is no share',
      'fail',
      (story) => [story.steer('s', { share: '1.5', salt }), story.claim('done', { as: 's', rollout: told('1.0000') })],
    ],
  ],
};

describe.each(Object.entries(checks))('%s', (id, rows) => {
  it.each(rows)('%s', (_sentence, expected, tell) => {
    expect(verdictOf(id, tell)).toBe(expected);
  });
});
