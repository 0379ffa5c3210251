// What a client sees of the fault notFoundYet: a query that does not know yet what was issued.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Bureau } from '../../../simulator/bureau.ts';
import { openFaultyTenant, openTestBureau } from './faulty-tenant.ts';

let bureau: Bureau;
beforeAll(async () => {
  bureau = await openTestBureau();
});
afterAll(() => bureau.close());

describe.each(['http', 'https'] as const)('over %s', (scheme) => {
  it('is told 4004 once, and then the invoice', async () => {
    const rule = { match: { interface: 'invoice.query' }, when: { times: 1 }, effect: { notFoundYet: true } };
    const tenant = await openFaultyTenant(bureau, { scheme, rule });
    const { invoiceNo } = await tenant.issue();
    expect(await tenant.query()).toMatchObject({ returnCode: '4004', signed: true, ours: true });
    expect(await tenant.query()).toMatchObject({ returnCode: '0000', invoiceNo });
  });
});
