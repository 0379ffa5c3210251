// Several shops of one company: applications with keys of their own that share its numbers, ledger and quota (B-10).
import { describe, expect, it } from 'vitest';
import { fault, openCounter, type Request } from './counter.ts';
import { application, order, seller } from './operations/books.ts';

const first = application;
const second = {
  ...application,
  appId: 'LD0000000002',
  appSecret: 'another-secret-of-the-second',
  sm4Key: 'f'.repeat(32),
};

/** Both shops at the counter of one tenant. */
const openShops = (quota = seller.quota) => {
  const counter = openCounter({ applications: [first, second], sellers: [{ ...seller, quota }] });
  return {
    ask: (shop: typeof application, request: Request) => counter.ask({ ...request, as: shop }),
    setFaults: counter.setFaults,
  };
};
const november = { from: '2026-11-01', to: '2026-11-30' };

describe('the shops of one company', () => {
  it('share order numbers: what one issued the other meets as issued, or as a conflict', async () => {
    const { ask } = openShops();
    const { data } = await ask(first, { payload: order });
    expect(await ask(second, { payload: order })).toMatchObject({ returnCode: '4001', data });
    expect(await ask(second, { payload: { ...order, clerk: '李四' } })).toMatchObject({ returnCode: '4002' });
  });

  it('share the ledger', async () => {
    const { ask } = openShops();
    const { data } = await ask(first, { payload: order });
    expect(await ask(second, { interface: 'invoice.query', payload: { orderNo: 'SO-1' } })).toMatchObject({ data });
    expect((await ask(second, { interface: 'invoice.list', payload: november })).data).toMatchObject({
      blue: { count: 1 },
    });
  });

  it('share the quota', async () => {
    const { ask } = openShops('150.00');
    await ask(first, { payload: order });
    expect((await ask(second, { interface: 'quota.query' })).data).toMatchObject({
      used: '100.00',
      available: '50.00',
    });
    expect(await ask(second, { payload: { ...order, orderNo: 'SO-2' } })).toMatchObject({
      returnCode: '4101',
      data: { required: '100.00', available: '50.00' },
    });
  });

  it('have nonces of their own', async () => {
    const { ask } = openShops();
    const nonce = 'n'.repeat(32);
    const codes = [];
    for (const shop of [first, second, second])
      codes.push((await ask(shop, { interface: 'quota.query', nonce })).returnCode);
    expect(codes).toEqual(['0000', '0000', '2004']);
  });

  it.each([
    ['returnCode', { returnCode: '3001' }, '3001'],
    ['staleAnswer', { staleAnswer: true }, '0000'],
  ])('have faults of their own: %s', async (_word, effect, hit) => {
    const { ask, setFaults } = openShops();
    const asking = { interface: 'quota.query' };
    const before = await ask(first, asking);
    setFaults(fault(effect, { match: { appId: first.appId } }));
    const [met, spared] = [await ask(first, asking), await ask(second, asking)];
    expect([met.returnCode, spared.returnCode, spared.signed]).toEqual([hit, '0000', true]);
    expect(met.message['requestId'] === before.message['requestId']).toBe('staleAnswer' in effect);
  });

  it('get no answer of the other one, also where answers come again', async () => {
    const { ask, setFaults } = openShops();
    const { message, data } = await ask(first, { payload: order });
    setFaults(fault({ staleAnswer: true }));
    const seen = await ask(second, { interface: 'quota.query' });
    expect(seen.message['requestId']).not.toBe(message['requestId']);
    expect(seen.data?.['invoiceNo']).not.toBe(data?.['invoiceNo']);
  });

  it('have keys of their own', async () => {
    const { ask } = openShops();
    expect((await ask(second, { payload: order, appSecret: first.appSecret })).returnCode).toBe('2002');
    expect((await ask(second, { payload: order, sm4Key: first.sm4Key })).returnCode).toBe('2005');
  });
});
