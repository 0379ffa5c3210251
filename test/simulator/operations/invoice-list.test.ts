import { describe, expect, it } from 'vitest';
import { readDateTime } from '../../../protocol/timestamp.ts';
import { invoiceList } from '../../../simulator/operations/invoice-list.ts';
import { invoiceRed } from '../../../simulator/operations/invoice-red.ts';
import { openCounter } from '../counter.ts';
import { application, type Books, openBooks, order, seller } from './books.ts';

type Drawn = { readonly at?: string; readonly amount?: string; readonly tax?: string; readonly status?: string };
type Owner = { readonly environment?: 'test' | 'production'; readonly sellerTaxNo?: string };

/** Writes an invoice into the books as it is, whatever the rules would say of it. */
const enter = (books: Books, no: number, { at, amount = '100.00', tax = '6.00', status, ...owner }: Drawn & Owner) =>
  books.ledger.addInvoice(
    {
      environment: 'test',
      sellerTaxNo: seller.taxNo,
      ...owner,
      orderNo: `SO-${no}`,
      invoiceNo: String(no).padStart(20, '0'),
      invoiceType: '82',
      status: status ?? 'issued',
      issuedAt: readDateTime(at ?? '2026-11-23 12:00:00') ?? 0,
      deliveredAt: null,
      buyerName: '购买方有限公司',
      amount,
      tax,
      total: '0.00',
      content: order,
    },
    { from: 'none', cause: 'test' },
  );

const november = { from: '2026-11-01', to: '2026-11-30' };
const list = (books: Books, payload: unknown = november, changed: Parameters<Books['context']>[0] = {}) =>
  invoiceList.execute(payload, books.context(changed));
const numbers = ({ data }: ReturnType<typeof list>) =>
  ((data?.['invoices'] ?? []) as { readonly orderNo: string }[]).map(({ orderNo }) => orderNo);
const none = { count: 0, amount: '0.00', tax: '0.00', total: '0.00' };

describe('invoice.list', () => {
  it('tells what was issued', () => {
    const books = openBooks();
    const { invoiceNo } = books.issue(order);
    expect(list(books)).toMatchObject({ returnCode: '0000', invoiceNo: null });
    expect(list(books).data).toEqual({
      ...november,
      page: 1,
      pages: 1,
      blue: { count: 1, amount: '100.00', tax: '6.00', total: '106.00' },
      red: none,
      void: none,
      invoices: [
        {
          orderNo: 'SO-1',
          invoiceNo,
          invoiceType: '82',
          sellerTaxNo: seller.taxNo,
          issuedAt: '2026-11-23 12:00:00',
          status: 'issued',
          buyerName: '购买方有限公司',
          amount: '100.00',
          tax: '6.00',
          total: '106.00',
        },
      ],
    });
  });

  it('counts days from midnight to midnight in China, both inclusive', () => {
    const books = openBooks();
    const at = ['2026-10-31 23:59:59', '2026-11-01 00:00:00', '2026-11-30 23:59:59', '2026-12-01 00:00:00'];
    for (const [no, instant] of at.entries()) enter(books, no, { at: instant });
    expect(numbers(list(books))).toEqual(['SO-1', 'SO-2']);
    expect(numbers(list(books, { from: '2026-12-01', to: '2026-12-01' }))).toEqual(['SO-3']);
  });

  it('sums blue, red and void apart, and beyond what a float or 64 bits hold', () => {
    const books = openBooks();
    for (const no of Array.from({ length: 20 }).keys())
      enter(books, no, { amount: '9999999999999999.99', tax: '0.01' });
    enter(books, 50, { amount: '-9999999999999999.99', tax: '-0.01' });
    enter(books, 51, { amount: '7.00', tax: '0.42', status: 'void' });
    expect(list(books).data).toMatchObject({
      blue: { count: 20, amount: '199999999999999999.80', tax: '0.20', total: '200000000000000000.00' },
      red: { count: 1, amount: '-9999999999999999.99', tax: '-0.01', total: '-10000000000000000.00' },
      void: { count: 1, amount: '7.00', tax: '0.42', total: '7.42' },
    });
  });

  it('has 500 a page, oldest first, and the sums of all on each', () => {
    const books = openBooks();
    for (const no of Array.from({ length: 1001 }).keys()) enter(books, no, {});
    const pages = [undefined, '1', 2, 3, 4].map((page) => list(books, { ...november, page }));
    expect(pages.map((page) => numbers(page).length)).toEqual([500, 500, 500, 1, 0]);
    expect(pages.map((page) => numbers(page).at(0))).toEqual(['SO-0', 'SO-0', 'SO-500', 'SO-1000', undefined]);
    expect(pages.map(({ data }) => [data?.['pages'], data?.['blue']])).toEqual(
      pages.map(() => [3, { count: 1001, amount: '100100.00', tax: '6006.00', total: '106106.00' }]),
    );
  });

  it.each(['issued', 'delivered', 'void', 'red-partial', 'red-full'])('lists by the status %s', (status) => {
    const books = openBooks();
    for (const [no, one] of ['issued', 'delivered', 'void', 'red-partial', 'red-full'].entries())
      enter(books, no, { status: one });
    const { data } = list(books, { ...november, status });
    expect(data?.['invoices']).toMatchObject([{ status }]);
  });

  it('lists the sellers of the application in its environment, and nobody else', () => {
    const books = openBooks();
    enter(books, 1, {});
    enter(books, 2, { environment: 'production' });
    enter(books, 3, { sellerTaxNo: '91440300MA5EW1BM6B' });
    const two = { ...application, sellers: ['91440300MA5EW1BM6B', seller.taxNo] };
    expect(numbers(list(books))).toEqual(['SO-1']);
    expect(numbers(list(books, november, { environment: 'production' }))).toEqual(['SO-2']);
    expect(numbers(list(books, november, { application: two }))).toEqual(['SO-1', 'SO-3']);
  });

  it.each([
    [{ from: '2026-11-01', to: '2026-12-01' }, null],
    [{ from: '2026-11-01', to: '2026-12-02' }, '/to'],
    [{ from: '2026-11-02', to: '2026-11-01' }, '/to'],
    [{ from: '2026-02-30', to: '2026-03-01' }, '/from'],
    [{ from: '2026-11-01' }, '/to'],
    [{ ...november, status: 'processing' }, '/status'],
    [{ ...november, page: '0' }, '/page'],
    [{ ...november, page: 1.5 }, '/page'],
    [{ ...november, page: '1' }, null],
  ])('judges %j', (payload, field) => {
    const { returnCode, data } = list(openBooks(), payload);
    const fields = ((data?.['errors'] ?? []) as { readonly field: string }[]).map((error) => error.field);
    expect([returnCode, fields]).toEqual(field === null ? ['0000', []] : ['1001', [field]]);
  });

  it('finds a day among many by its index', () => {
    const { database } = openBooks();
    const plan = database
      .prepare(
        "EXPLAIN QUERY PLAN SELECT amount FROM invoices WHERE environment = 'test' AND seller IN ('a') AND issued_at >= 1",
      )
      .all();
    expect(JSON.stringify(plan)).toContain(
      'COVERING INDEX invoices_by_day (environment=? AND seller=? AND issued_at>?)',
    );
  });

  it('says the same in XML, numbers as text', async () => {
    const counter = openCounter();
    await counter.ask({ payload: order });
    const xml = await counter.ask({ interface: 'invoice.list', payload: november, format: 'xml' });
    const json = await counter.ask({ interface: 'invoice.list', payload: november });
    const asTexts = JSON.parse(JSON.stringify(json.data), (_key, value) =>
      typeof value === 'number' ? String(value) : value,
    );
    expect(xml.data).toEqual(asTexts);
  });
});

it('invoice.list tells a sale and its reversal as blue and red', () => {
  const books = openBooks();
  const { invoiceNo } = books.issue(order);
  const red = { orderNo: 'RED-1', originalInvoiceNo: invoiceNo, reason: '01' };
  expect(invoiceRed.execute(red, books.context())).toMatchObject({ returnCode: '0000' });
  expect(list(books).data).toMatchObject({
    blue: { count: 1, amount: '100.00', tax: '6.00', total: '106.00' },
    red: { count: 1, amount: '-100.00', tax: '-6.00', total: '-106.00' },
    invoices: [
      { orderNo: 'SO-1', status: 'red-full' },
      { orderNo: 'RED-1', status: 'issued', amount: '-100.00' },
    ],
  });
});
