// What a client sees of the fault truncatedBody: a head that promises more than comes before the orderly end.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Bureau } from '../../../simulator/bureau.ts';
import { answerOf } from '../doors/raw-visit.ts';
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
  ])('ends in the middle of the body in phase %s, with %i invoices in the ledger', async (phase, invoices) => {
    const tenant = await openFaultyTenant(bureau, { scheme, rule: { effect: { truncatedBody: true }, phase } });
    const { sight } = await tenant.begin();
    const { text, end } = await sight;
    const { status, head, body } = answerOf(text);
    const length = Number(/content-length: (\d+)/.exec(head)?.[1]);
    expect([status, end, Buffer.byteLength(body)]).toEqual([200, 'end', Math.floor(length / 2)]);
    expect([(await tenant.invoices()).length, await tenant.hits()]).toEqual([invoices, 1]);
    expect(await tenant.lastEntry()).toMatchObject({ answer: { complete: false } });
  });
});
