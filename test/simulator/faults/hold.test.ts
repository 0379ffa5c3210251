// What a client sees of the fault hold: an open connection on which nothing ever comes.
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
  ])('never answers in phase %s, with %i invoices in the ledger', async (phase, invoices) => {
    const tenant = await openFaultyTenant(bureau, { scheme, rule: { effect: { hold: true }, phase } });
    const { nonce, sight, leave } = await tenant.begin();
    await expect.poll(tenant.clock).toMatchObject({ inFlight: [{ nonce, state: 'held' }] });
    await tenant.advance(24 * 3600 * 1000);
    expect([(await tenant.clock()).inFlight.length, (await tenant.invoices()).length]).toEqual([1, invoices]);
    leave();
    expect(await sight).toEqual({ text: '', end: 'end' });
    await expect.poll(async () => (await tenant.clock()).inFlight).toEqual([]);
    expect(await tenant.lastEntry()).toMatchObject({
      nonce,
      answer: null,
      end: expect.stringMatching(/^(held|left)$/),
    });
  });
});
