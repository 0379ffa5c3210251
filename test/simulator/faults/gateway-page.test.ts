// What a client sees of the fault httpStatus: the HTML page of a gateway.
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
  ])('sends the page in phase %s with %i invoices in the ledger', async (phase, invoices) => {
    const tenant = await openFaultyTenant(bureau, { scheme, rule: { effect: { httpStatus: 502 }, phase } });
    const { status, head, body } = await tenant.issue();
    expect(status).toBe(502);
    expect(head).toContain('content-type: text/html');
    expect(body).toContain('<h1>502 Bad Gateway</h1>');
    expect([(await tenant.invoices()).length, await tenant.hits()]).toEqual([invoices, 1]);
  });
});
