// What a client sees of the fault malformedChunk: chunks, the second of which has no readable length.
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
  ])('sends a chunk of length zz in phase %s, with %i invoices in the ledger', async (phase, invoices) => {
    const tenant = await openFaultyTenant(bureau, { scheme, rule: { effect: { malformedChunk: true }, phase } });
    const { text, end } = await tenant.issue();
    expect(text).toMatch(
      /^HTTP\/1\.1 200 OK\r\n[\s\S]*transfer-encoding: chunked\r\n\r\n[0-9a-f]+\r\n\{[\s\S]*\r\nzz\r\n$/,
    );
    expect([end, (await tenant.invoices()).length, await tenant.hits()]).toEqual(['end', invoices, 1]);
  });
});
