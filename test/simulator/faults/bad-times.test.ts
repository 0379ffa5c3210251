// What a client sees that comes at a bad time: a signed 3003, 3004 or 3001 with the time to stay away, and nothing done (B-16, B-17).
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Bureau } from '../../../simulator/bureau.ts';
import { openFaultyTenant, openTestBureau } from './faulty-tenant.ts';

let bureau: Bureau;
beforeAll(async () => {
  bureau = await openTestBureau();
});
afterAll(() => bureau.close());

const night = { from: '2026-11-23T09:00:00.000+08:00', to: '2026-11-23T12:00:00.000+08:00' };

describe.each(['http', 'https'] as const)('over %s', (scheme) => {
  it.each([
    ['announced, with its end', true, '7200'],
    ['unannounced, without one', false, undefined],
  ])('a maintenance is %s, and over when it is over', async (_what, announced, retryAfter) => {
    const tenant = await openFaultyTenant(bureau, { scheme });
    await tenant.settle({ maintenance: [{ announced, ...night }] });
    const seen = await tenant.issue();
    expect(seen).toMatchObject({ status: 200, returnCode: '3003', signed: true, ours: true });
    expect([seen.retryAfter, await tenant.invoices()]).toEqual([retryAfter, []]);
    await tenant.advance(2 * 3600 * 1000);
    expect(await tenant.issue()).toMatchObject({ returnCode: '0000', signed: true });
  });

  it('a lock-out grows while the client keeps coming', async () => {
    const tenant = await openFaultyTenant(bureau, { scheme });
    await tenant.settle({ rateLimit: { requests: 1, perSeconds: 60, lockOutSeconds: 5 } });
    const seen = [];
    for (const orderNo of ['SO-1', 'SO-2', 'SO-2', 'SO-2']) seen.push(await tenant.issue(orderNo));
    await tenant.advance(20_000);
    seen.push(await tenant.issue('SO-2'));
    expect(seen.map(({ returnCode, retryAfter }) => [returnCode, retryAfter])).toEqual([
      ['0000', undefined],
      ['3004', '5'],
      ['3004', '10'],
      ['3004', '20'],
      ['0000', undefined],
    ]);
    expect(await tenant.invoices()).toHaveLength(2);
  });

  it('a bureau under load is busy', async () => {
    const tenant = await openFaultyTenant(bureau, { scheme });
    await tenant.settle({ busyAbovePerSecond: 0 });
    expect(await tenant.issue()).toMatchObject({ returnCode: '3001', retryAfter: '10', signed: true });
    expect(await tenant.lastEntry()).toMatchObject({ decided: { returnCode: '3001' }, end: 'answered' });
  });
});
