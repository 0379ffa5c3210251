// What a client sees of the fault wrongKey: a well signed answer whose data it cannot read.
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
  ])('cannot decrypt it in phase %s, with %i invoices in the ledger', async (phase, invoices) => {
    const tenant = await openFaultyTenant(bureau, { scheme, rule: { effect: { wrongKey: true }, phase } });
    const sight = await tenant.issue();
    expect(sight).toMatchObject({ returnCode: '0000', signed: true, ours: true, data: undefined });
    expect([(await tenant.invoices()).length, await tenant.hits()]).toEqual([invoices, 1]);
  });
});
