// What a client sees of the fault emptyReply: a connection that ends in order, with nothing said.
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
  ])('says nothing in phase %s, with %i invoices in the ledger', async (phase, invoices) => {
    const tenant = await openFaultyTenant(bureau, { scheme, rule: { effect: { emptyReply: true }, phase } });
    expect(await tenant.issue()).toMatchObject({ text: '', end: 'end' });
    expect([(await tenant.invoices()).length, await tenant.hits()]).toEqual([invoices, 1]);
  });
});
