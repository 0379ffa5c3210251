import { describe, expect, it } from 'vitest';
import { takeUpOpenOrders } from '../../../simulator/operations/open-orders.ts';
import { noon, openBooks, order, quotaOwner, seller } from './books.ts';

const numberOf = 'SO-1';
const individual = { name: '王五', kind: 'individual' };

describe('what happens to an order on its own', () => {
  it('goes from issued to delivered after the delay, with every change told', () => {
    const books = openBooks();
    const { invoiceNo } = books.issue(order);
    books.advanceTo(noon + 59_999);
    expect(books.ledger.invoices()[0]?.status).toBe('issued');
    books.advanceTo(noon + 60_000);
    expect(books.ledger.invoices()[0]).toMatchObject({ status: 'delivered', deliveredAt: noon + 60_000 });
    expect(books.changes).toEqual([
      { orderNo: numberOf, invoiceNo, from: 'none', to: 'issued', at: noon, cause: 'invoice.issue' },
      {
        ...{ orderNo: numberOf, invoiceNo, from: 'issued', to: 'delivered', at: noon + 60_000 },
        cause: 'delivery to the digital accounts',
      },
    ]);
  });

  it('issues an accepted order at its own instant and delivers it from then on', () => {
    const books = openBooks({ settings: { issue: 'asynchronous', issueDelayMs: 8000 } });
    books.issue(order);
    books.advanceTo(noon + 7999);
    expect(books.ledger.invoices()).toEqual([]);
    books.advanceTo(noon + 3_600_000);
    expect(books.ledger.invoices()[0]).toMatchObject({ issuedAt: noon + 8000, deliveredAt: noon + 68_000 });
    expect(books.changes.map(({ from, to, at }) => [from, to, at - noon])).toEqual([
      ['none', 'processing', 0],
      ['processing', 'issued', 8000],
      ['issued', 'delivered', 68_000],
    ]);
  });

  it.each([
    ['an individual without a tax number', { buyer: individual }, 'issued'],
    ['an individual with one', { buyer: { ...individual, taxNo: '110101198001011237' } }, 'delivered'],
    ['an individual who left an address', { buyer: individual, delivery: { email: 'w@example.com' } }, 'delivered'],
    ['an individual with an empty delivery', { buyer: individual, delivery: { email: '' } }, 'issued'],
    ['another buyer without a tax number', { buyer: { name: '某机关', kind: 'other' } }, 'delivered'],
  ])('is for %s', (_who, changed, status) => {
    const books = openBooks();
    books.issue({ ...order, ...changed });
    books.advanceTo(noon + 3_600_000);
    expect(books.ledger.invoices()[0]?.status).toBe(status);
  });

  it.each([
    ['suspended', { state: 'suspended' as const }],
    ['blocked for risk', { riskBlocked: true }],
    ['without confirmed identity', { identityConfirmed: false }],
  ])('fails what was accepted when the seller is %s by then; number and quota are free again', (_how, standing) => {
    const books = openBooks({ settings: { issue: 'asynchronous', issueDelayMs: 8000 } });
    const sellers = new Map([[seller.taxNo, seller]]);
    books.issue(order, { sellers });
    expect(books.ledger.usedQuota(quotaOwner, '2026-11')).toBe(10_000n);
    sellers.set(seller.taxNo, { ...seller, ...standing });
    books.advanceTo(noon + 8000);
    expect([books.ledger.invoices(), books.ledger.orders()[0]?.state]).toEqual([[], 'failed']);
    expect(books.ledger.usedQuota(quotaOwner, '2026-11')).toBe(0n);
    const failed = { orderNo: numberOf, invoiceNo: null, from: 'processing', to: 'failed', at: noon + 8000 };
    expect(books.changes.at(-1)).toEqual({ ...failed, cause: expect.stringContaining(seller.taxNo) });
    expect(books.issue({ ...order, clerk: '李四' }).returnCode).toBe('0001');
  });

  it('gives the quota of a failed order back to the month it was taken from', () => {
    const books = openBooks({ settings: { issue: 'asynchronous', issueDelayMs: 10 * 24 * 3_600_000 } });
    const sellers = new Map([[seller.taxNo, seller]]);
    books.issue(order, { sellers });
    sellers.clear();
    books.advanceTo(noon + 10 * 24 * 3_600_000);
    expect(['2026-11', '2026-12'].map((period) => books.ledger.usedQuota(quotaOwner, period))).toEqual([0n, 0n]);
  });

  it('does not touch what was entered after a reset under the same number', () => {
    const books = openBooks({ settings: { issue: 'asynchronous', issueDelayMs: 10_000 } });
    books.issue(order);
    books.advanceTo(noon + 4000);
    books.ledger.clear();
    books.issue(order);
    books.advanceTo(noon + 13_999);
    expect(books.ledger.invoices()).toEqual([]);
    books.advanceTo(noon + 14_000);
    expect(books.ledger.invoices()[0]?.issuedAt).toBe(noon + 14_000);
  });

  it('does not deliver early what took an old number after a reset', () => {
    const books = openBooks();
    books.issue(order);
    books.advanceTo(noon + 30_000);
    books.ledger.clear();
    books.issue(order);
    books.advanceTo(noon + 89_999);
    expect(books.ledger.invoices()[0]?.status).toBe('issued');
    books.advanceTo(noon + 90_000);
    expect(books.ledger.invoices()[0]?.status).toBe('delivered');
  });

  it('is taken up at the start of the bureau; what was overdue happens then, not before', () => {
    const books = openBooks({ settings: { issue: 'asynchronous', issueDelayMs: 1000 } });
    const asleep = { schedule: () => undefined };
    books.issue(order, asleep);
    books.advanceTo(noon + 600_000);
    takeUpOpenOrders(books.context());
    books.advanceTo(noon + 660_000);
    expect(books.ledger.invoices()[0]).toMatchObject({ issuedAt: noon + 600_000, deliveredAt: noon + 660_000 });
  });

  it('is taken up for undelivered invoices too', () => {
    const books = openBooks();
    books.issue(order, { schedule: () => undefined });
    takeUpOpenOrders(books.context());
    books.advanceTo(noon + 60_000);
    expect(books.ledger.invoices()[0]?.deliveredAt).toBe(noon + 60_000);
  });
});
