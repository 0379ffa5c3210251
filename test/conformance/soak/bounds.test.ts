// The bounds refuse what a lawful client could not survive, and the oracle leaves open what the law leaves open.
import { describe, expect, it } from 'vitest';
import { objectToPlot } from '../../../conformance/soak/bounds.ts';
import { expectationOf } from '../../../conformance/soak/oracle.ts';
import type { Plot } from '../../../conformance/soak/script.ts';
import { plot, rule } from './plot.ts';

const timeout = { returnCode: '3002' };
const busy = { returnCode: '3001' };
const interfaceOf = (name: string) => ({ match: { interface: name, orderNo: `\${${'sale'}}` } });
const two = { orders: { sale: { template: 'goods' }, other: { template: 'goods' } } } as const;

describe('the bounds', () => {
  it.each<[string, Partial<Plot>]>([
    ['is sent away', { faults: [rule(busy, { when: { times: 9 } })] }],
    ['signed again', { faults: [rule({ returnCode: '2003' }, { when: { nth: [1, 2] } })] }],
    ['forgotten', { faults: [rule({ returnCode: '0001' }, { when: { times: 3 } })] }],
    ['issued and refused', { faults: [rule({ returnCode: '4101' }), rule({ hold: true }, { phase: 'after-commit' })] }],
    ['takes too long', { bureau: { issue: 'asynchronous', issueDelayMs: 1_800_000 } }],
    [
      'told what is not true',
      { faults: [rule({ notFoundYet: true })], steps: [{ query: { order: 'sale', as: 'q' } }] },
    ],
    ['killed while something stirs', { steps: [{ kill: {} }, { reopen: {} }] }],
    ['rate limit', { ...two, bureau: { rateLimit: { requests: 1, perSeconds: 10 } } }],
    ['not issued once', { steps: [{ void: { order: 'sale', reason: '1', as: 'voided' } }] }],
  ])('object: %s', (words, facts) => {
    expect(objectToPlot(plot(facts))).toContain(words);
  });

  it('have room for three unknown outcomes, eight busy answers and one kill', () => {
    const faults = [rule(timeout, { when: { times: 3 } }), rule(busy, { when: { times: 8 } })];
    const steps: Plot['steps'] = [
      { issue: { order: 'sale', wait: 'rest' } },
      { kill: {} },
      { reopen: {} },
      { await: ['sale'] },
    ];
    expect(objectToPlot(plot({ faults, steps }))).toBeNull();
  });
});

describe('the oracle', () => {
  it.each<[string, Partial<Plot>, readonly string[], unknown]>([
    ['nothing happens', {}, ['issued'], 1],
    ['the ladder has a rung left', { faults: [rule(timeout, { when: { times: 3 } })] }, ['issued'], 1],
    ['the ladder may run out', { faults: [rule(timeout, { when: { times: 4 } })] }, ['issued', 'unknown'], [0, 1]],
    ['the bureau is closed for good', { bureau: { riskBlocked: true } }, ['rejected', 'unknown'], 0],
    [
      'every issue is refused',
      { faults: [{ id: 'no', ...interfaceOf('invoice.issue'), effect: { returnCode: '2001' } }] },
      ['rejected', 'unknown'],
      0,
    ],
    [
      'the second issue is refused',
      { faults: [rule({ returnCode: '2001' }, { ...interfaceOf('invoice.issue'), when: { nth: [2] } })] },
      ['issued', 'rejected', 'unknown'],
      [0, 1],
    ],
  ])('when %s', (_sentence, facts, outcomes, invoices) => {
    const expected = expectationOf(plot(facts));
    expect([expected.outcomes['sale'], expected.invoices['sale']]).toEqual([outcomes, invoices]);
  });

  it('knows that a refused order goes through once the bureau is willing', () => {
    const steps = [
      { issue: { order: 'sale', as: 'early' } },
      { bureau: { riskBlocked: false } },
      { issue: { order: 'sale' } },
    ];
    const { outcomes, invoices } = expectationOf(plot({ bureau: { riskBlocked: true }, steps }));
    expect([outcomes, invoices]).toEqual([{ early: ['rejected', 'unknown'], sale: ['issued'] }, { sale: 1 }]);
  });

  it('lets a query say anything while the order is on its way, and nothing but the truth afterwards', () => {
    const asked = { query: { order: 'sale', as: 'asked' } } as const;
    const open = plot({ steps: [{ issue: { order: 'sale', wait: 'none' } }, asked, { await: ['sale'] }] });
    const over = plot({ steps: [{ issue: { order: 'sale' } }, asked] });
    expect(expectationOf(open).outcomes['asked']).toHaveLength(4);
    expect(expectationOf(over).outcomes['asked']).toEqual(['issued']);
  });
});
