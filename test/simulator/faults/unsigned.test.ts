// What a client sees of the fault unsigned: a success without a signature.
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
  ])('leaves the signature empty in phase %s, with %i invoices in the ledger', async (phase, invoices) => {
    const tenant = await openFaultyTenant(bureau, { scheme, rule: { effect: { unsigned: true }, phase } });
    expect(await tenant.issue()).toMatchObject({ returnCode: '0000', signature: '', ours: true });
    expect([(await tenant.invoices()).length, await tenant.hits()]).toEqual([invoices, 1]);
  });
});
