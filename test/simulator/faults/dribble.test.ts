// What a client sees of the fault dribble: an answer in pieces, by the tenant's clock.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Bureau } from '../../../simulator/bureau.ts';
import { openFaultyTenant, openTestBureau } from './faulty-tenant.ts';

let bureau: Bureau;
beforeAll(async () => {
  bureau = await openTestBureau();
});
afterAll(() => bureau.close());

describe.each(['http', 'https'] as const)('over %s', (scheme) => {
  it('lets a piece go whenever its time has come, and is held in between', async () => {
    const rule = { effect: { dribble: { pieces: 3, everyMs: 20_000 } }, phase: 'after-commit' };
    const tenant = await openFaultyTenant(bureau, { scheme, rule });
    const { nonce, sight } = await tenant.begin();
    const nextAt = (nextEventAt: string) => ({ nextEventAt, inFlight: [{ nonce, state: 'held' }] });
    await expect.poll(tenant.clock).toMatchObject(nextAt('2026-11-23T10:00:20.000+08:00'));
    await tenant.advance(20_000);
    await expect.poll(tenant.clock).toMatchObject(nextAt('2026-11-23T10:00:40.000+08:00'));
    await tenant.advance(20_000);
    expect((await sight).text).toContain('"returnCode":"0000"');
    expect([(await tenant.invoices()).length, await tenant.hits()]).toEqual([1, 1]);
  });

  it('stops when the client gives up', async () => {
    const rule = { effect: { dribble: { pieces: 3, everyMs: 20_000 } } };
    const tenant = await openFaultyTenant(bureau, { scheme, rule });
    const { sight, leave } = await tenant.begin();
    await expect.poll(tenant.clock).toMatchObject({ inFlight: [{ state: 'held' }] });
    leave();
    await sight;
    await expect.poll(tenant.lastEntry).toMatchObject({ end: 'left', answer: { complete: false } });
  });
});
