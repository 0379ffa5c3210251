// What a client sees of the fault alteredCode: a code that was not signed, over an answer that is the bureau's own.
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Bureau } from '../../../simulator/bureau.ts';
import { openFaultyTenant, openTestBureau } from './faulty-tenant.ts';

let bureau: Bureau;
beforeAll(async () => {
  bureau = await openTestBureau();
});
afterAll(() => bureau.close());

it('says another code than was signed, though the invoice exists', async () => {
  const rule = { effect: { alteredCode: '4101' }, phase: 'after-commit' };
  const tenant = await openFaultyTenant(bureau, { scheme: 'http', rule });
  const seen = await tenant.issue();
  expect([seen.returnCode, seen.signed, seen.ours]).toEqual(['4101', false, true]);
  expect(await tenant.invoices()).toEqual([seen.invoiceNo]);
});
