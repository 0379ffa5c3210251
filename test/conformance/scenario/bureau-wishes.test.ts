import { expect, it } from 'vitest';
import { sortWishes } from '../../../conformance/scenario/bureau-wishes.ts';

it('tells settings, seller and application apart', () => {
  expect(
    sortWishes({
      ...{ issue: 'asynchronous', issueDelayMs: 5, quota: '1.00', certified: false, riskBlocked: true },
      rateLimit: { requests: 1, perSeconds: 1 },
    }),
  ).toEqual({
    settings: { issue: 'asynchronous', issueDelayMs: 5, rateLimit: { requests: 1, perSeconds: 1 } },
    seller: { quota: '1.00', riskBlocked: true },
    application: { certified: false },
  });
});
