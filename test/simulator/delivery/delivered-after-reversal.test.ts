// What was reversed before its delivery reaches its buyer all the same; what was voided does not (B-4, B-12).
import { describe, expect, it } from 'vitest';
import { takeUpOpenOrders } from '../../../simulator/operations/open-orders.ts';
import { openCounter } from '../counter.ts';
import { noon, order, quotaOwner } from '../operations/books.ts';
import { blueOrder, openRedBooks, paperOrder } from '../red/red-books.ts';
import { openReceiver } from './receiver.ts';

const part = { originalLine: '2', amount: '-90.00', tax: '-5.40', quantity: '-2', unitPrice: '45' };
const dueAt = noon + 60_000;

describe('an invoice that is reversed before its delivery', () => {
  it.each([
    ['red-full', {}],
    ['red-partial', { lines: [part] }],
  ])('keeps its status %s and is delivered at its time, and so is its red invoice', (status, members) => {
    const books = openRedBooks();
    const { invoiceNo } = books.red(members);
    books.advanceTo(dueAt);
    expect(books.ledger.findInvoice(books.invoiceNo)).toMatchObject({ status, deliveredAt: dueAt });
    expect(books.ledger.findInvoice(String(invoiceNo))).toMatchObject({ status: 'delivered', deliveredAt: dueAt });
    expect(books.query({ orderNo: blueOrder.orderNo })).toMatchObject({ status, deliveredAt: '2026-11-23 12:01:00' });
    expect(books.ledger.history(books.invoiceNo).at(-1)).toEqual({
      ...{ invoiceNo: books.invoiceNo, at: dueAt, from: status, to: status, cause: 'delivery to the digital accounts' },
    });
  });

  it('that is reversed again after its delivery keeps the time of it', () => {
    const books = openRedBooks();
    books.red({ lines: [part] });
    books.advanceTo(dueAt);
    books.red();
    books.advanceTo(noon + 3_600_000);
    expect(books.ledger.findInvoice(books.invoiceNo)).toMatchObject({ status: 'red-full', deliveredAt: dueAt });
  });

  it('is delivered by a bureau that was stopped meanwhile', () => {
    const books = openRedBooks({ settings: { deliveryDelayMs: 3_600_000 } });
    books.red();
    const later = noon + 7_200_000;
    takeUpOpenOrders({ ...books.context(), now: later });
    books.advanceTo(later);
    expect(books.ledger.findInvoice(books.invoiceNo)?.deliveredAt).not.toBe(null);
    expect(books.ledger.undeliveredInvoices()).toEqual([]);
  });

  it('is delivered by queries where the tenant delivers so', () => {
    const books = openRedBooks({ settings: { deliveryAfterQueries: 2 } });
    books.red();
    const seen = [1, 2].map(() => books.query({ orderNo: blueOrder.orderNo })?.['deliveredAt']);
    expect(seen).toEqual([undefined, '2026-11-23 12:00:00']);
  });

  it('is in the buyer’s account and goes to the order’s addresses, and nothing more is pushed', async () => {
    const receiver = await openReceiver();
    const { tenant, ask } = openCounter();
    const callbackUrl = receiver.url;
    const { data } = await ask({ payload: { ...order, callbackUrl, delivery: { email: 'wang@example.com' } } });
    const request = { orderNo: 'RED-1', originalInvoiceNo: data?.['invoiceNo'], reason: '01' };
    await ask({ interface: 'invoice.red', payload: request });
    await tenant.moveClock({ advanceMs: 3_600_000 });
    const account = tenant.readAccount(order.buyer.taxNo)['invoices'] as readonly Record<string, unknown>[];
    const letters = tenant.readOutbox('plain')['letters'] as readonly Record<string, unknown>[];
    const pushed = receiver.heard.map((push) => (push.data as { status: string }).status);
    tenant.close();
    await receiver.close();
    expect(account[0]).toMatchObject({ status: 'red-full', deliveredAt: '2026-11-23T12:01:00.000+08:00' });
    expect(letters[0]).toMatchObject({ invoiceNo: data?.['invoiceNo'], address: 'wang@example.com' });
    expect(pushed).toEqual(['red-full']);
  });
});

describe('an invoice that is void', () => {
  it('is not delivered', () => {
    const books = openRedBooks({ order: paperOrder });
    books.voidIt();
    books.advanceTo(noon + 3_600_000);
    expect(books.ledger.findInvoice(books.invoiceNo)).toMatchObject({ status: 'void', deliveredAt: null });
    expect(books.ledger.undeliveredInvoices()).toEqual([]);
    expect(books.ledger.history(books.invoiceNo).map(({ to }) => to)).toEqual(['issued', 'void']);
    expect(books.ledger.usedQuota(quotaOwner, '2026-11')).toBe(0n);
  });
});
