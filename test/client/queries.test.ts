// The caller's own questions, and what ends them (D-2, C-6, C-7).
import { describe, expect, it } from 'vitest';
import type { Reply } from './fake-bureau.ts';
import { invoiceOf, sampleOrder } from './sample-order.ts';
import { askedOf, createTaxpayer, endOf } from './taxpayer.ts';

const order = sampleOrder();
const found = (status: string): Reply => ({ code: '0000', data: invoiceOf(order, status) });

const ask = async (...script: Reply[]) => {
  const { client, bureau, clock } = createTaxpayer(script);
  const end = await endOf(client.query(order.orderNo));
  return { end, asked: askedOf(bureau), waits: clock.waits.map(([, seconds]) => seconds) };
};

describe('a query', () => {
  it.each(['issued', 'delivered', 'void', 'red-partial', 'red-full'])(
    'reports an invoice that is %s',
    async (status) => {
      const { client } = createTaxpayer([found(status)]);
      expect(await client.query(order.orderNo)).toMatchObject({ outcome: 'issued', invoice: { status }, attempts: 1 });
    },
  );

  it.each<[string, Reply, string]>([
    ['failed', { code: '0000', data: { orderNo: order.orderNo, status: 'failed' } }, 'StopAndTellPerson'],
    ['4004', { code: '4004' }, 'NothingFound'],
    ['processing', { code: '0000', data: { orderNo: order.orderNo, status: 'processing' } }, 'processing'],
    ['0001', { code: '0001' }, 'processing'],
    ['1001', { code: '1001' }, 'OutcomeUnknown'],
    ['2001', { code: '2001' }, 'OutcomeUnknown'],
    ['4002', { code: '4002' }, 'OutcomeUnknown'],
  ])('that hears %s ends at once', async (_what, reply, end) => {
    expect(await ask(reply)).toEqual({ end, asked: 'query', waits: [] });
  });

  it('climbs the ladder after unknown outcomes, unreadable data and refused connections', async () => {
    expect((await ask('reset', { code: '0000' }, 'refused', 'hold')).waits).toEqual([10, 30, 60]);
    expect((await ask('reset', 'reset', 'reset', 'reset')).end).toBe('OutcomeUnknown');
  });

  it('waits out a busy bureau and signs once anew', async () => {
    expect(await ask({ code: '3001', retryAfter: '15' }, { code: '2003' })).toEqual({
      end: 'NothingFound',
      asked: 'query query query',
      waits: [15],
    });
    expect((await ask({ code: '2003' }, { code: '2004' })).end).toBe('OutcomeUnknown');
    expect((await ask(...Array.from({ length: 20 }, (): Reply => ({ code: '3001' })))).end).toBe('OutcomeUnknown');
  });
});

describe('the quota', () => {
  const quota = { period: '2026-11', total: '1000000.00', used: '1.00', available: '999999.00', filed: true };

  it('is told as the bureau has it', async () => {
    const { client, bureau } = createTaxpayer([{ code: '0000', data: quota }]);
    expect(await client.quota()).toEqual(quota);
    expect(bureau.seen[0]).toMatchObject({ interface: 'quota.query', payload: {} });
  });

  it('is asked for again when it cannot be read', async () => {
    const { client } = createTaxpayer([
      { code: '0000', data: { period: 1 } },
      { code: '0000', data: quota },
    ]);
    expect(await client.quota()).toEqual(quota);
  });
});
