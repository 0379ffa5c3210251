// What a client sees of the fault returnCode: a genuine, signed answer with a code of our choosing.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Bureau } from '../../../simulator/bureau.ts';
import { openFaultyTenant, openTestBureau } from './faulty-tenant.ts';

let bureau: Bureau;
beforeAll(async () => {
  bureau = await openTestBureau();
});
afterAll(() => bureau.close());

describe.each(['http', 'https'] as const)('over %s', (scheme) => {
  const effect = { returnCode: '3001', retryAfterSeconds: 30, returnMessage: 'later' };

  it('answers the code and issues nothing', async () => {
    const tenant = await openFaultyTenant(bureau, { scheme, rule: { effect, when: { nth: [1] } } });
    const busy = { returnCode: '3001', retryAfter: '30', returnMessage: 'later', signed: true, ours: true };
    expect(await tenant.issue()).toMatchObject(busy);
    expect([await tenant.invoices(), await tenant.hits()]).toEqual([[], 1]);
    expect(await tenant.issue()).toMatchObject({ returnCode: '0000', signed: true });
  });

  it('answers the code although the invoice exists', async () => {
    const rule = { effect: { returnCode: '3002' }, phase: 'after-commit', when: { nth: [1] } };
    const tenant = await openFaultyTenant(bureau, { scheme, rule });
    expect(await tenant.issue()).toMatchObject({ returnCode: '3002', signed: true, invoiceNo: undefined });
    expect(await tenant.invoices()).toHaveLength(1);
    expect(await tenant.lastEntry()).toMatchObject({
      decided: { returnCode: '0000' },
      answer: { returnCode: '3002' },
      fault: { id: 'fault', phase: 'after-commit' },
    });
  });
});
