// What a client sees of the fault tellStatus: a query, properly signed, that names another status than the books have.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Bureau } from '../../../simulator/bureau.ts';
import { openFaultyTenant, openTestBureau } from './faulty-tenant.ts';

let bureau: Bureau;
beforeAll(async () => {
  bureau = await openTestBureau();
});
afterAll(() => bureau.close());

describe.each(['http', 'https'] as const)('over %s', (scheme) => {
  it('is told the lie once, of the true invoice, and then the truth', async () => {
    const match = { interface: 'invoice.query' };
    const rule = { match, when: { times: 1 }, effect: { tellStatus: 'failed' } };
    const tenant = await openFaultyTenant(bureau, { scheme, rule });
    const { invoiceNo } = await tenant.issue();
    const told = await tenant.query();
    expect(told).toMatchObject({ returnCode: '0000', signed: true, ours: true, invoiceNo, data: { status: 'failed' } });
    expect(await tenant.query()).toMatchObject({ returnCode: '0000', invoiceNo, data: { status: 'issued' } });
  });
});
