import { describe, expect, it } from 'vitest';
import { judgeScenario } from '../../../conformance/judge.ts';
import { invoice, scenario, told } from '../story.ts';
import { foundIn, type Tell } from './found-in.ts';

const done = { code: '0000', data: invoice };
const issued: Tell = (story) => {
  story.give('sale');
  story.ask({ answer: done });
  story.book();
  story.claim('issued', { returnCode: '0000' });
};
/** Lost, asked again while busy, found, pushed: all that a session of one sale can hold. */
const eventful: Tell = (story) => {
  story.give('sale');
  story.ask({ lost: 'held', fault: { id: 'lost', effect: { hold: true }, phase: 'after-commit' } });
  story.book();
  story.pass(10_000);
  story.ask({ interface: 'invoice.query', answer: { code: '3001', retryAfter: '30' } });
  story.pass(30_000);
  story.ask({ interface: 'invoice.query', answer: done });
  story.claim('issued', { returnCode: '0000' });
  story.push({ news: { status: 'delivered' } });
  story.push({ news: { status: 'void' }, signed: 'badly' });
};
const rule = { rule: { id: 'lost', effect: { hold: true } }, required: true };

describe('disagreements', () => {
  it.each([
    ['one sale', issued, {}, {}],
    ['a sale on the real clock', issued, { clockMode: 'real' }, {}],
    [
      'a lost answer, a busy bureau and pushes',
      eventful,
      { faults: [{ id: 'lost', hits: 1, required: true }] },
      { faults: [rule] },
    ],
    ['a session in which nothing was sent', () => undefined, {}, {}],
    ['events that told of what the journal holds', issued, { announced: [1] }, {}],
  ] as const)('says nothing of %s', (_what, tell, overrides, facts) => {
    expect(foundIn(tell, overrides, facts)).toEqual([]);
  });

  it.each([
    ['regular to the bureau, not genuine to the judge', { signed: 'badly', manner: 'regular' }],
    ['duplicate to the bureau, not genuine to the judge', { signed: 'badly', manner: 'duplicate' }],
    ['forged to the bureau, genuine to the judge', { signed: 'well', manner: 'forged' }],
  ] as const)('names a push that is %s', (words, facts) => {
    const pushed: Tell = (story) => {
      issued(story);
      story.push({ news: { status: 'delivered' }, ...facts });
    };
    expect(foundIn(pushed)).toEqual([`push 1: ${words}`]);
  });

  it('says nothing of a push that was never written', () => {
    const unwritten: Tell = (story) => {
      issued(story);
      story.push({ news: { status: 'delivered' }, body: '' });
    };
    expect(foundIn(unwritten)).toEqual([]);
  });

  it('makes the verdict our own error, in both languages', () => {
    const verdict = judgeScenario(scenario(), told(issued, { announced: [1, 2] }));
    expect(verdict).toMatchObject({
      verdict: 'harness-error',
      reason:
        "judge and bureau disagree: the journal ends before exchange 2, of which the bureau's events told 裁决者与税局不一致：日志在报文 2 之前结束，而税局的事件曾告知该报文",
      words: { en: expect.stringContaining('exchange 2'), zh: expect.stringMatching(/^裁决者与税局不一致/) },
    });
  });
});
