import { describe, expect, it } from 'vitest';
import { invoiceQuery } from '../../../simulator/operations/invoice-query.ts';
import { application, type Books, noon, openBooks, order, seller } from './books.ts';

const ask = (books: Books, payload: unknown, changed: Parameters<Books['context']>[0] = {}) =>
  invoiceQuery.execute(payload, books.context(changed));

describe('invoice.query', () => {
  it('finds an invoice by order number and by invoice number, with its status', () => {
    const books = openBooks();
    const { data, invoiceNo } = books.issue(order);
    books.advanceTo(noon + 60_000);
    const found = {
      returnCode: '0000',
      invoiceNo,
      data: { ...data, status: 'delivered', deliveredAt: '2026-11-23 12:01:00' },
    };
    expect(ask(books, { orderNo: 'SO-1' })).toMatchObject(found);
    expect(ask(books, { invoiceNo })).toMatchObject(found);
  });

  it('tells of an order on its way its status alone', () => {
    const books = openBooks({ settings: { issue: 'asynchronous' } });
    books.issue(order);
    expect(ask(books, { orderNo: 'SO-1' })).toMatchObject({
      returnCode: '0000',
      invoiceNo: null,
      data: { orderNo: 'SO-1', status: 'processing' },
    });
  });

  it('tells of a failed order that it failed', () => {
    const books = openBooks();
    const key = { environment: 'test', sellerTaxNo: seller.taxNo, orderNo: 'SO-1' } as const;
    books.ledger.takeOrder({ ...key, state: 'failed', acceptedAt: noon, invoiceNo: null, content: order });
    expect(ask(books, { orderNo: 'SO-1' }).data).toEqual({ orderNo: 'SO-1', status: 'failed' });
  });

  it.each([
    ['an order never sent', { orderNo: 'SO-9' }, {}],
    ['an invoice never issued', { invoiceNo: '26112000000000000009' }, {}],
    ['the other environment', { orderNo: 'SO-1' }, { environment: 'production' as const }],
    [
      'the other environment by invoice number',
      { invoiceNo: '26112000000000000001' },
      { environment: 'production' as const },
    ],
    [
      'an application of another seller',
      { invoiceNo: '26112000000000000001' },
      { application: { ...application, sellers: ['91440300MA5EW1BM6B'] } },
    ],
  ])('answers 4004 to %s', (_what, payload, changed) => {
    const books = openBooks();
    books.issue(order);
    expect(ask(books, payload, changed)).toMatchObject({ returnCode: '4004', data: null, invoiceNo: null });
  });

  it.each([{}, { orderNo: '' }, { orderNo: 7 }, { orderNo: 'SO-1', invoiceNo: '26112000000000000001' }])(
    'answers 1001 to %j',
    (payload) => {
      expect(ask(openBooks(), payload)).toMatchObject({ returnCode: '1001', data: { errors: [{ rule: 'P' }] } });
    },
  );

  it('knows the order that a question is about', () => {
    const books = openBooks();
    const { invoiceNo } = books.issue(order);
    const about = (payload: unknown) => invoiceQuery.orderNoOf(payload, books.ledger);
    expect([about({ orderNo: 'SO-7' }), about({ invoiceNo }), about({ invoiceNo: '9' }), about(null)]).toEqual([
      'SO-7',
      'SO-1',
      null,
      null,
    ]);
  });

  it('brings about the delivery where that hangs on questions', () => {
    const books = openBooks({ settings: { deliveryAfterQueries: 3 } });
    books.issue(order);
    books.advanceTo(noon + 3_600_000);
    const ask = () => invoiceQuery.execute({ orderNo: 'SO-1' }, books.context()).data?.['status'];
    expect([ask(), ask(), ask(), ask()]).toEqual(['issued', 'issued', 'delivered', 'delivered']);
    expect(books.ledger.invoices()[0]?.deliveredAt).toBe(noon + 3_600_000);
  });

  it('does not deliver to an individual without a tax number, however often it is asked', () => {
    const books = openBooks({ settings: { deliveryAfterQueries: 1 } });
    books.issue({ ...order, buyer: { name: '王五', kind: 'individual' } });
    expect(invoiceQuery.execute({ orderNo: 'SO-1' }, books.context()).data?.['status']).toBe('issued');
  });
});
