import { describe, expect, it } from 'vitest';
import type { LedgerQuery } from '../../../simulator/control/controlled.ts';
import { type Counter, openCounter } from '../counter.ts';
import { order } from '../operations/books.ts';

const everything: LedgerQuery = { sellerTaxNo: null, orderNo: null, status: null, after: 0, limit: 100 };

/** Five delivered invoices, and one order on its way. */
const openFive = async () => {
  const counter = openCounter();
  for (const no of [1, 2, 3, 4, 5]) await counter.ask({ payload: { ...order, orderNo: `SO-${no}` } });
  await counter.tenant.moveClock({ advanceMs: 60_000 });
  await counter.tenant.patch({ settings: { issue: 'asynchronous' } });
  await counter.ask({ payload: { ...order, orderNo: 'SO-6' } });
  return counter;
};
const read = (counter: Counter, query: Partial<LedgerQuery>) => {
  const { invoices, orders, counts } = counter.tenant.readLedger({ ...everything, ...query });
  const numbers = (list: unknown) => (list as { readonly orderNo: string }[]).map(({ orderNo }) => orderNo);
  return [numbers(invoices), numbers(orders), counts];
};

describe('a page of the ledger', () => {
  it('begins after so many and ends after so many more', async () => {
    const counter = await openFive();
    const counts = { invoices: 5, orders: 6 };
    expect(read(counter, { limit: 2 })).toEqual([['SO-1', 'SO-2'], ['SO-1', 'SO-2'], counts]);
    expect(read(counter, { after: 4, limit: 2 })).toEqual([['SO-5'], ['SO-5', 'SO-6'], counts]);
    expect(read(counter, { after: 6, limit: 2 })).toEqual([[], [], counts]);
  });

  it('holds what fits, and counts it', async () => {
    const counter = await openFive();
    expect(read(counter, { orderNo: 'SO-3' })).toEqual([['SO-3'], ['SO-3'], { invoices: 1, orders: 1 }]);
    expect(read(counter, { status: 'processing' })).toEqual([[], ['SO-6'], { invoices: 0, orders: 1 }]);
    expect(read(counter, { status: 'delivered' })[2]).toEqual({ invoices: 5, orders: 0 });
    expect(read(counter, { orderNo: 'SO-9' })).toEqual([[], [], { invoices: 0, orders: 0 }]);
  });

  it('shows entries as the whole ledger does', async () => {
    const counter = await openFive();
    const { counts: _counts, ...page } = counter.tenant.readLedger(everything);
    expect(page).toEqual(counter.tenant.readLedger());
  });
});
