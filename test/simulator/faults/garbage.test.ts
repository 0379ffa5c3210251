// What a client sees of the fault garbage: a good head and a body that is no message.
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
  ])('sends bytes that are no JSON in phase %s, with %i invoices in the ledger', async (phase, invoices) => {
    const tenant = await openFaultyTenant(bureau, { scheme, rule: { effect: { garbage: true }, phase } });
    const { sight } = await tenant.begin();
    const { text: seen } = await sight;
    expect(seen).toMatch(/^HTTP\/1\.1 200 OK\r\n[\s\S]*content-type: application\/json/);
    expect(() => JSON.parse(seen.slice(seen.indexOf('\r\n\r\n') + 4))).toThrow(SyntaxError);
    expect([(await tenant.invoices()).length, await tenant.hits()]).toEqual([invoices, 1]);
  });
});
