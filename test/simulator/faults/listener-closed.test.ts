// What a client sees of the fault listenerClosed: its connections are refused while the window holds.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Bureau } from '../../../simulator/bureau.ts';
import { openFaultyTenant, openTestBureau } from './faulty-tenant.ts';

let bureau: Bureau;
beforeAll(async () => {
  bureau = await openTestBureau();
});
afterAll(() => bureau.close());

describe.each(['http', 'https'] as const)('over %s', (scheme) => {
  it('refuses connections inside the window only', async () => {
    const window = { from: '2026-11-23T10:00:10.000+08:00', to: '2026-11-23T10:00:20.000+08:00' };
    const rule = { effect: { listenerClosed: true }, when: { window } };
    const tenant = await openFaultyTenant(bureau, { scheme, rule });
    expect((await tenant.issue()).returnCode).toBe('0000');
    await tenant.advance(10_000);
    expect(await tenant.issue()).toMatchObject({ text: '', end: 'ECONNREFUSED' });
    await tenant.advance(10_000);
    expect((await tenant.issue()).returnCode).toBe('4001');
    expect(await tenant.hits()).toBe(1);
  });
});
