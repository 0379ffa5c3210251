import { describe, expect, it } from 'vitest';
import { invoiceRed } from '../../../simulator/operations/invoice-red.ts';
import { invoiceVoid } from '../../../simulator/operations/invoice-void.ts';
import { availableFen, periodBefore, quotaOf } from '../../../simulator/operations/quota.ts';
import { type Books, openBooks, order, quotaOwner, seller } from './books.ts';

const october = { sellerTaxNo: seller.taxNo, period: '2026-10' };
const november = { sellerTaxNo: seller.taxNo, period: '2026-11' };
const inNovember = Date.parse('2026-11-01T00:00:00.000+08:00');

/** A bureau with the filing gate, at the first instant of November; 1 000.00 a month, 900.00 of October used. */
const openGated = () => {
  const books = openBooks({ settings: { filingGate: true } });
  books.ledger.useQuota(quotaOwner, '2026-10', 900_00n);
  return books;
};
const thousand = { ...seller, quota: '1000.00' };
const quotaAt = (books: Books, instant = inNovember) => quotaOf(books.context({ now: instant }), thousand);

describe('the quota of a month', () => {
  it.each([
    ['2026-12', '2026-11'],
    ['2026-01', '2025-12'],
    ['2026-10', '2026-09'],
  ])('comes, %s, after that of %s', (period, before) => {
    expect(periodBefore(period)).toBe(before);
  });

  it('is spent by other channels of the seller too', () => {
    const books = openBooks();
    books.ledger.quotaMarks.setUsedElsewhere(november, 950_00n);
    expect(quotaOf(books.context(), thousand)).toMatchObject({ used: '950.00', available: '50.00' });
    const sellers = new Map([[seller.taxNo, thousand]]);
    expect(books.issue(order, { sellers })).toMatchObject({
      returnCode: '4101',
      data: { required: '100.00', available: '50.00' },
    });
  });

  it('is not negative when other channels used more than there is', () => {
    const books = openBooks();
    books.ledger.quotaMarks.setUsedElsewhere(november, 1000_01n);
    expect(quotaOf(books.context(), thousand)).toMatchObject({ used: '1000.01', available: '0.00' });
  });
});

describe('the filing gate', () => {
  it('holds the quota at what last month left, until its return is filed', () => {
    const books = openGated();
    expect(quotaAt(books)).toEqual({
      period: '2026-11',
      total: '1000.00',
      used: '0.00',
      available: '100.00',
      filed: false,
    });
    books.ledger.quotaMarks.setFiled(october, 'filed');
    expect(quotaAt(books)).toMatchObject({ available: '1000.00', filed: true });
    books.ledger.quotaMarks.setFiled(october, 'open');
    expect(quotaAt(books)).toMatchObject({ available: '100.00', filed: false });
  });

  it("leaves this month's rest where that is less", () => {
    const books = openGated();
    books.ledger.useQuota(quotaOwner, '2026-11', 950_00n);
    expect(quotaAt(books)).toMatchObject({ used: '950.00', available: '50.00' });
  });

  it('closes again at midnight UTC+8 of the first', () => {
    const books = openGated();
    books.ledger.quotaMarks.setFiled(october, 'filed');
    books.ledger.useQuota(quotaOwner, '2026-11', 400_00n);
    expect(quotaAt(books, Date.parse('2026-11-30T23:59:59.999+08:00'))).toMatchObject({
      available: '600.00',
      filed: true,
    });
    expect(quotaAt(books, Date.parse('2026-12-01T00:00:00.000+08:00'))).toMatchObject({
      available: '600.00',
      filed: false,
    });
  });

  it('counts what other channels used of last month', () => {
    const books = openGated();
    books.ledger.quotaMarks.setUsedElsewhere(october, 60_00n);
    expect(quotaAt(books).available).toBe('40.00');
  });

  it('is no concern of a bureau without it, whatever was filed', () => {
    const books = openBooks();
    books.ledger.useQuota(quotaOwner, '2026-10', 1000_00n);
    books.ledger.quotaMarks.setFiled(october, 'open');
    expect(availableFen(books.context(), thousand)).toBe(1000_00n);
  });
});

it.each([
  ['void', (invoiceNo: string) => [invoiceVoid, { invoiceNo, reason: '1' }] as const],
  ['a red', (invoiceNo: string) => [invoiceRed, { orderNo: 'R', originalInvoiceNo: invoiceNo, reason: '01' }] as const],
])('%s gives an order accepted before midnight of the first, issued after it, back to its month', (_what, askFor) => {
  const books = openBooks({ settings: { issue: 'asynchronous', issueDelayMs: 5000 } });
  const roll = {
    sellerTaxNo: seller.taxNo,
    type: '86',
    paperCode: '011002600104',
    from: '00000001',
    count: 2,
  } as const;
  books.ledger.paperStock.put(roll);
  books.advanceTo(Date.parse('2026-11-30T23:59:58.000+08:00'));
  books.issue({ ...order, invoiceType: '86' });
  books.advanceTo(Date.parse('2026-12-01T00:00:03.000+08:00'));
  const [operation, payload] = askFor(String(books.ledger.invoices()[0]?.invoiceNo));
  expect(operation.execute(payload, books.context()).returnCode).toBe('0000');
  expect(['2026-11', '2026-12'].map((month) => books.ledger.usedQuota(quotaOwner, month))).toEqual([0n, 0n]);
});
