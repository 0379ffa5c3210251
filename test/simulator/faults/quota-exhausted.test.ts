// What a client sees of the fault quotaExhausted: a quota that does not suffice, with the figures.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Bureau } from '../../../simulator/bureau.ts';
import { openFaultyTenant, openTestBureau } from './faulty-tenant.ts';

let bureau: Bureau;
beforeAll(async () => {
  bureau = await openTestBureau();
});
afterAll(() => bureau.close());

describe.each(['http', 'https'] as const)('over %s', (scheme) => {
  it('is told what was needed and that nothing is left; the number stays free', async () => {
    const rule = { match: { interface: 'invoice.issue' }, when: { times: 1 }, effect: { quotaExhausted: true } };
    const tenant = await openFaultyTenant(bureau, { scheme, rule });
    expect(await tenant.issue()).toMatchObject({
      returnCode: '4101',
      signed: true,
      data: { required: '100.00', available: '0.00' },
    });
    expect(await tenant.invoices()).toEqual([]);
    expect(await tenant.issue()).toMatchObject({ returnCode: '0000' });
  });
});
