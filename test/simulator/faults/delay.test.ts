// What a client sees of the fault delayMs: nothing, until the tenant's clock has gone so far.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Bureau } from '../../../simulator/bureau.ts';
import { openFaultyTenant, openTestBureau } from './faulty-tenant.ts';

let bureau: Bureau;
beforeAll(async () => {
  bureau = await openTestBureau();
});
afterAll(() => bureau.close());

describe.each(['http', 'https'] as const)('over %s', (scheme) => {
  it.each([
    ['before', 0],
    ['after-commit', 1],
  ])('answers after the delay in phase %s, with %i invoices until then', async (phase, invoices) => {
    const tenant = await openFaultyTenant(bureau, { scheme, rule: { effect: { delayMs: 45_000 }, phase } });
    const { nonce, sight } = await tenant.begin();
    const delayed = { nextEventAt: '2026-11-23T10:00:45.000+08:00', inFlight: [{ nonce, state: 'held' }] };
    await expect.poll(tenant.clock).toMatchObject(delayed);
    expect(await tenant.invoices()).toHaveLength(invoices);
    await tenant.advance(44_999);
    expect((await tenant.clock()).inFlight).toHaveLength(1);
    await tenant.advance(1);
    expect((await sight).text).toContain('"returnCode":"0000"');
    expect([(await tenant.invoices()).length, await tenant.hits()]).toEqual([1, 1]);
  });
});
