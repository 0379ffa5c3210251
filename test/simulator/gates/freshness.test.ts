import { describe, expect, it } from 'vitest';
import { createNonceMemory } from '../../../simulator/gates/freshness.ts';
import { openCounter } from '../counter.ts';
import { application, noon, order } from '../operations/books.ts';

const nonce = '0123456789abcdef';

describe('freshness', () => {
  it.each([-300_000, -1000, 0, 1000, 300_000])('lets a clock pass that is %i ms off', async (skewMs) => {
    expect(await openCounter().ask({ payload: order, skewMs })).toMatchObject({ returnCode: '0000' });
  });

  it('refuses a replayed request, and answers it signed', async () => {
    const counter = openCounter();
    const { message, arrived } = counter.begin({ payload: order });
    (await arrived).finished(true);
    const replayed = await counter.ask({ body: JSON.stringify(message) });
    expect(replayed).toMatchObject({ returnCode: '2004', signed: true, message: { requestNonce: message['nonce'] } });
    expect(counter.invoices()).toHaveLength(1);
  });

  it('does not let a stranger spend a nonce', async () => {
    const counter = openCounter();
    await counter.ask({ payload: order, nonce, appSecret: 'another-secret-of-somebody' });
    expect(await counter.ask({ payload: order, nonce })).toMatchObject({ returnCode: '0000' });
  });

  it('spends the nonce of a genuine request that a later gate refuses', async () => {
    const counter = openCounter();
    const refused = await counter.ask({ payload: { ...order, clerk: '' }, nonce });
    expect([refused.returnCode, (await counter.ask({ payload: order, nonce })).returnCode]).toEqual(['1001', '2004']);
  });

  it('knows a nonce for 600 s, and lets it be used a second later', async () => {
    const counter = openCounter();
    await counter.ask({ payload: order, nonce });
    await counter.tenant.moveClock({ advanceMs: 600_000 });
    expect(await counter.ask({ payload: order, nonce })).toMatchObject({ returnCode: '2004' });
    await counter.tenant.moveClock({ advanceMs: 1000 });
    expect(await counter.ask({ payload: order, nonce })).toMatchObject({ returnCode: '4001' });
  });

  it("keeps each application's nonces apart (B-10)", () => {
    const memory = createNonceMemory();
    const spend = (appId: string) => memory.spend(appId, nonce, noon);
    expect([spend(application.appId), spend('LD0000000002'), spend(application.appId)]).toEqual([true, true, false]);
  });
});
