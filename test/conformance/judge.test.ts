// The judge's conclusion from checks, faults and the end of the session (V-1).
import { describe, expect, it } from 'vitest';
import type { Evidence } from '../../conformance/evidence.ts';
import { judgeScenario } from '../../conformance/judge.ts';
import { invoice, type Story, sale, scenario, told } from './story.ts';

const done = { code: '0000', data: invoice };
const lawfulEnd = (story: Story): void => {
  story.ask({ answer: done });
  story.book();
  story.claim('issued', { returnCode: '0000' });
};
const lawful = (story: Story): void => {
  story.give('sale');
  lawfulEnd(story);
};
const guilty = (story: Story): void => {
  lawful(story);
  const another = { orderNo: 'SO-1R', invoiceNo: '26112000000000000002' };
  story.ask({
    payload: { ...sale, orderNo: another.orderNo },
    answer: { code: '0000', data: { ...invoice, ...another } },
  });
  story.book(another);
};
const silent = [{ id: 'lost-answer', hits: 0, required: true }];
const end = (kind: 'adapter-error' | 'harness-error' | 'unsupported' | 'void' | 'incomplete') =>
  ({ end: { kind, reason: 'because', lastEvents: [] } }) as Pick<Evidence, 'end'>;

const judge = (tell: (story: Story) => void, overrides: Partial<Evidence> = {}, checks: readonly string[] = []) =>
  judgeScenario(scenario({ checks }), told(tell, overrides));

describe('a verdict', () => {
  it.each([
    ['passes a lawful session', lawful, {}, [], 'pass'],
    ['fails a guilty one', guilty, {}, [], 'fail'],
    ['is void when a required fault never fired', lawful, { faults: silent }, [], 'void'],
    ['is not void for an optional fault', lawful, { faults: [{ ...silent[0], required: false }] }, [], 'pass'],
    ['is void when a listed check found nothing', lawful, {}, ['ladder.waits'], 'void'],
    ['is void when a step was never reached', lawful, end('void'), [], 'void'],
    ['never hides a fail behind a void', guilty, { faults: silent }, ['ladder.waits'], 'fail'],
    ['keeps a fail of a session that ended early', guilty, end('void'), [], 'fail'],
    ['is void when evidence is gone', lawful, end('incomplete'), [], 'void'],
    ['convicts nobody by evidence with holes', guilty, end('incomplete'), [], 'void'],
    ['takes an adapter error before a fail', guilty, end('adapter-error'), [], 'adapter-error'],
    ['takes our own error before anything', guilty, end('harness-error'), [], 'harness-error'],
    ['says unsupported', lawful, end('unsupported'), [], 'unsupported'],
    ['calls an unknown check our own error', lawful, {}, ['no.such-check'], 'harness-error'],
    ['is void when nothing was judged', () => undefined, {}, [], 'void'],
  ] as const)('%s', (_sentence, tell, overrides, checks, verdict) => {
    expect(judge(tell, overrides as Partial<Evidence>, checks).verdict).toBe(verdict);
  });

  it('warns where only a SHOULD was broken', () => {
    const resend = (story: Story): void => {
      story.give('sale');
      story.ask({ lost: 'held' });
      story.pass(10_000);
      story.ask({ answer: done });
      story.book();
      story.claim('issued', { returnCode: '0000' });
    };
    expect(judge(resend, {}, ['unknown.query-first'])).toMatchObject({ verdict: 'warn', reason: null });
  });

  it('judges what is watched where there is something to judge, and misses it nowhere', () => {
    const hasty = (story: Story): void => {
      story.give('sale');
      story.ask({ answer: { code: '3001', retryAfter: '30' } });
      story.pass(1000);
      lawfulEnd(story);
    };
    const watching = (tell: (story: Story) => void) =>
      judgeScenario(scenario({ watch: ['busy.waits', 'ladder.waits'] }), told(tell));
    expect(watching(lawful)).toMatchObject({ verdict: 'pass', reason: null });
    const failed = watching(hasty).checks.filter(({ verdict }) => verdict === 'fail');
    expect(failed.map(({ id }) => id)).toEqual(['busy.waits']);
  });

  it('calls an unknown watched check our own error', () => {
    expect(judgeScenario(scenario({ watch: ['no.such-check'] }), told(lawful)).verdict).toBe('harness-error');
  });

  it.each([
    [[0, 1], 'pass'],
    [[1], 'pass'],
    [0, 'fail'],
    [[0], 'fail'],
  ] as const)('holds one invoice against %j: %s', (count, verdict) => {
    const expected = scenario({ expect: { outcomes: {}, invoices: { sale: count } } });
    expect(judgeScenario(expected, told(lawful)).verdict).toBe(verdict);
  });

  it('names the fault that never fired', () => {
    expect(judge(lawful, { faults: silent }).reason).toContain('lost-answer');
  });

  it('is the same whenever it is asked, also from stored evidence', () => {
    const evidence = told(guilty);
    const stored = JSON.parse(JSON.stringify(evidence)) as Evidence;
    expect(judgeScenario(scenario(), stored)).toEqual(judgeScenario(scenario(), evidence));
  });
});

describe('the cross-check of judge and bureau', () => {
  const tamper = (body: string) => body.replace('"1.0"', '"1.1"');
  const passed = [{ gate: 'signature', verdict: 'passed' as const }];
  const refused = [{ gate: 'signature', verdict: 'refused' as const, returnCode: '2002' }];
  const one = (step: Parameters<Story['ask']>[0]) => (story: Story) => [story.give('sale'), story.ask(step)];

  it.each([
    ['the bureau accepts what the judge refuses', { tamper, gates: passed }],
    ['the bureau refuses what the judge accepts', { gates: refused }],
    ["the bureau's own answer does not verify", { answer: { ...done, signed: 'badly' as const } }],
  ])('is our own error when %s', (_what, step) => {
    expect(judge(one(step))).toMatchObject({ verdict: 'harness-error', reason: expect.stringContaining('exchange 1') });
  });

  it('expects an answer that a fault spoiled not to verify', () => {
    const fault = { id: 'spoil', effect: { badSignature: true }, phase: 'after-commit' };
    const disbelieved = (story: Story): void => {
      story.give('sale');
      story.ask({ answer: { ...done, signed: 'badly' }, fault });
      story.book();
    };
    const hit = [{ id: 'spoil', hits: 1, required: true }];
    expect(judge(disbelieved, { faults: hit }).verdict).toBe('fail');
  });
});
