// What a client sees of the fault reset: a connection that breaks, with nothing or half an answer.
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
  ])('breaks before the answer in phase %s, with %i invoices in the ledger', async (phase, invoices) => {
    const tenant = await openFaultyTenant(bureau, { scheme, rule: { effect: { reset: 'before-answer' }, phase } });
    expect(await tenant.issue()).toMatchObject({ text: '', end: 'ECONNRESET' });
    expect([(await tenant.invoices()).length, await tenant.hits()]).toEqual([invoices, 1]);
    expect(await tenant.lastEntry()).toMatchObject({ end: 'reset' });
  });

  it.each([
    ['before', 0],
    ['after-commit', 1],
  ])('breaks in the middle of the answer in phase %s, with %i invoices in the ledger', async (phase, invoices) => {
    const tenant = await openFaultyTenant(bureau, { scheme, rule: { effect: { reset: 'mid-answer' }, phase } });
    const { status, head, body, end } = await tenant.issue();
    const length = Number(/content-length: (\d+)/.exec(head)?.[1]);
    expect([status, end, body.length > 0 && body.length < length]).toEqual([200, 'ECONNRESET', true]);
    expect(await tenant.invoices()).toHaveLength(invoices);
  });
});
