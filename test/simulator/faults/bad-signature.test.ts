// What a client sees of the fault badSignature: an answer that looks right and does not verify.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Bureau } from '../../../simulator/bureau.ts';
import { openFaultyTenant, openTestBureau } from './faulty-tenant.ts';

let bureau: Bureau;
beforeAll(async () => {
  bureau = await openTestBureau();
});
afterAll(() => bureau.close());

describe.each(['http', 'https'] as const)('over %s', (scheme) => {
  it('invents a success that is in no ledger', async () => {
    const tenant = await openFaultyTenant(bureau, { scheme, rule: { effect: { badSignature: true } } });
    const { invoiceNo, ...sight } = await tenant.issue();
    expect(sight).toMatchObject({ returnCode: '0000', signed: false, ours: true });
    expect(sight.signature).toMatch(/^[0-9a-f]{64}$/);
    expect([/^\d{20}$/.test(invoiceNo), await tenant.invoices(), await tenant.hits()]).toEqual([true, [], 1]);
  });

  it('spoils the true answer', async () => {
    const rule = { effect: { badSignature: true }, phase: 'after-commit' };
    const tenant = await openFaultyTenant(bureau, { scheme, rule });
    const sight = await tenant.issue();
    expect(sight).toMatchObject({ returnCode: '0000', signed: false, ours: true });
    expect(await tenant.invoices()).toEqual([sight.invoiceNo]);
  });
});
