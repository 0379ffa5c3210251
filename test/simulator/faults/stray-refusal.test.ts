// What a client sees of the fault strayRefusal: an unsigned refusal to somebody else's request.
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Bureau } from '../../../simulator/bureau.ts';
import { openFaultyTenant, openTestBureau } from './faulty-tenant.ts';

let bureau: Bureau;
beforeAll(async () => {
  bureau = await openTestBureau();
});
afterAll(() => bureau.close());

it.each([
  ['before', 0],
  ['after-commit', 1],
] as const)('refuses another request in phase %s', async (phase, invoices) => {
  const tenant = await openFaultyTenant(bureau, { scheme: 'http', rule: { effect: { strayRefusal: '2006' }, phase } });
  const seen = await tenant.issue();
  expect([seen.returnCode, seen.signature, seen.ours]).toEqual(['2006', '', false]);
  expect([(await tenant.invoices()).length, await tenant.hits()]).toEqual([invoices, 1]);
});
