// What a client sees of the fault staleAnswer: the answer of the request before, once more.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Bureau } from '../../../simulator/bureau.ts';
import { openFaultyTenant, openTestBureau } from './faulty-tenant.ts';

let bureau: Bureau;
beforeAll(async () => {
  bureau = await openTestBureau();
});
afterAll(() => bureau.close());

describe.each(['http', 'https'] as const)('over %s', (scheme) => {
  it('gets the last answer again, though the second invoice exists', async () => {
    const rule = { match: { orderNo: 'SO-2' }, effect: { staleAnswer: true }, phase: 'after-commit' };
    const tenant = await openFaultyTenant(bureau, { scheme, rule });
    const first = await tenant.issue('SO-1');
    const second = await tenant.issue('SO-2');
    expect([second.body, second.signed, second.ours]).toEqual([first.body, true, false]);
    expect([(await tenant.invoices()).length, await tenant.hits()]).toEqual([2, 1]);
  });

  it('gets an answer to a foreign nonce where nothing was answered before', async () => {
    const tenant = await openFaultyTenant(bureau, { scheme, rule: { effect: { staleAnswer: true } } });
    expect(await tenant.issue()).toMatchObject({ returnCode: '0000', signed: true, ours: false });
    expect(await tenant.invoices()).toEqual([]);
  });
});
