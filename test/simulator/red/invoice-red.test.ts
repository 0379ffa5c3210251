import { describe, expect, it } from 'vitest';
import { line, noon, order } from '../operations/books.ts';
import { blueOrder, openRedBooks, paperOrder } from './red-books.ts';

const first = { originalLine: '1', amount: '-100.00', tax: '-6.00', quantity: '-1', unitPrice: '100' };
const second = { originalLine: '2', amount: '-180.00', tax: '-10.80', quantity: '-4', unitPrice: '45' };
const halfOfSecond = { ...second, amount: '-90.00', tax: '-5.40', quantity: '-2' };
const nextMonth = Date.parse('2026-12-01T00:00:00.000+08:00');

describe('invoice.red', () => {
  it('reverses the whole invoice by a copy with negative lines, discounts merged (B-5)', () => {
    const books = openRedBooks();
    const { returnCode, data, invoiceNo } = books.red({ reason: '01' });
    expect([returnCode, data]).toEqual([
      '0000',
      expect.objectContaining({ amount: '-280.00', tax: '-16.80', total: '-296.80', original: books.invoiceNo }),
    ]);
    expect(books.ledger.findInvoice(String(invoiceNo))?.content).toMatchObject({
      invoiceType: '82',
      seller: { taxNo: order.seller.taxNo },
      buyer: order.buyer,
      lines: [
        {
          originalLine: 1,
          name: '软件定制开发',
          rate: '0.06',
          amount: '-100.00',
          tax: '-6.00',
          quantity: '-1',
          unitPrice: '100',
        },
        {
          originalLine: 2,
          name: '技术服务',
          rate: '0.06',
          amount: '-180.00',
          tax: '-10.80',
          quantity: '-4',
          unitPrice: '45',
        },
      ],
      remark: expect.stringMatching(
        new RegExp(`^被红冲蓝字数电票号码：${books.invoiceNo} 红字发票信息确认单编号：\\d{20}$`),
      ),
    });
    expect(books.query({ orderNo: order.orderNo })).toMatchObject({ status: 'red-full', redInvoices: [invoiceNo] });
  });

  it('reverses a part, then the rest, and not a fen more', () => {
    const books = openRedBooks();
    expect(books.red({ lines: [halfOfSecond] }).returnCode).toBe('0000');
    expect(books.status()).toBe('red-partial');
    expect(books.red().data).toMatchObject({ amount: '-190.00', tax: '-11.40' });
    expect([books.status(), books.red().returnCode]).toEqual(['red-full', '4201']);
  });

  it.each([
    ['beyond an amount', { lines: [{ ...first, amount: '-100.01' }] }, '4202'],
    ['beyond a tax', { lines: [{ ...first, tax: '-6.01' }] }, '4202'],
    ['beyond a quantity', { lines: [{ ...first, quantity: '-1.1' }] }, '4202'],
    ['the amount to 0 and the tax not', { lines: [{ ...first, tax: '-5.99' }] }, '1001'],
    ['a tax 0.06 off', { lines: [{ ...halfOfSecond, tax: '-5.46' }] }, '0000'],
    ['a tax 0.07 off', { lines: [{ ...halfOfSecond, tax: '-5.47' }] }, '1001'],
    ['another price', { lines: [{ ...halfOfSecond, unitPrice: '46' }] }, '1001'],
    [
      'an amount that is not quantity × price',
      { lines: [{ ...halfOfSecond, amount: '-90.02', tax: '-5.40' }] },
      '1001',
    ],
    ['no quantity where the blue has one', { lines: [{ originalLine: '1', amount: '-50.00', tax: '-3.00' }] }, '1001'],
    [
      'a reduction of the price',
      { reason: '04', lines: [{ originalLine: '1', amount: '-50.00', tax: '-3.00' }] },
      '0000',
    ],
    ['a reduction with a quantity', { reason: '04', lines: [first] }, '1001'],
    ['the discount line itself', { lines: [{ ...first, originalLine: '3' }] }, '1001'],
    ['a line that is none', { lines: [{ ...first, originalLine: '4' }] }, '1001'],
    ['a line twice', { lines: [first, first] }, '1001'],
    ['a positive amount', { lines: [{ ...first, amount: '100.00' }] }, '1001'],
    ['three decimals', { lines: [{ ...first, amount: '-99.999' }] }, '1001'],
    ['a negative price', { lines: [{ ...first, unitPrice: '-100' }] }, '1001'],
    ['a quantity alone', { lines: [{ originalLine: '1', amount: '-100.00', tax: '-6.00', quantity: '-1' }] }, '1001'],
    ['no lines at all', { lines: [] }, '0000'],
    ['reason 01 for a part', { reason: '01', lines: [first] }, '1001'],
    ['reason 01 with every line', { reason: '01', lines: [second, first] }, '0000'],
    ['an unknown reason', { reason: '05' }, '1001'],
    ['an order number of no form', { orderNo: 'a b' }, '1001'],
    ['an invoice of nobody', { originalInvoiceNo: '26112000000000000009' }, '4004'],
    ['a sheet of nobody', { sheetNo: '26119000000000000009' }, '4004'],
  ])('asked for %s answers %s', (_what, members, code) => {
    expect(openRedBooks().red(members).returnCode).toBe(code);
  });

  it('takes a fen that is left when the quantity is used up, with and without lines (B-5)', () => {
    const thirds = { ...line, quantity: '3', unitPrice: '33.33', amount: '100.00' };
    const counted = { originalLine: '1', amount: '-99.99', tax: '-6.00', quantity: '-3', unitPrice: '33.33' };
    const fen = { originalLine: '1', amount: '-0.01', tax: '0.00' };
    const open = () => {
      const books = openRedBooks({ order: { ...order, lines: [thirds] } });
      expect([books.red({ lines: [counted] }).returnCode, books.status()]).toEqual(['0000', 'red-partial']);
      return books;
    };
    for (const members of [{}, { lines: [fen] }, { reason: '03', lines: [fen] }, { reason: '04', lines: [fen] }]) {
      const books = open();
      expect(books.red(members).data).toMatchObject({ amount: '-0.01', tax: '0.00' });
      expect(books.status()).toBe('red-full');
    }
    const counting = { ...fen, quantity: '-0.0003', unitPrice: '33.33' };
    expect(open().red({ lines: [counting] }).returnCode).toBe('4202');
  });

  it('takes all that a reduction of the price left of a line, which its quantity no longer tells', () => {
    const books = openRedBooks();
    books.red({ reason: '04', lines: [{ originalLine: '1', amount: '-10.00', tax: '-0.60' }] });
    const rest = { originalLine: '1', amount: '-90.00', tax: '-5.40' };
    expect(books.red({ lines: [{ ...rest, amount: '-89.00', tax: '-5.34' }] }).returnCode).toBe('1001');
    expect(books.red({ lines: [rest] }).returnCode).toBe('0000');
  });

  it.each([
    ['without lines', {}],
    ['whole, as issued by mistake', { reason: '01' }],
    ['by a line', { lines: [{ originalLine: '1', amount: '-0.01', tax: '0.00', quantity: '-1', unitPrice: '0.01' }] }],
  ])('finds nothing to reverse in an invoice of 0.00, asked %s', (_what, members) => {
    const { quantity: _quantity, unitPrice: _price, ...plain } = line;
    const lines = [
      { ...line, kind: '2' },
      { ...plain, kind: '1', amount: '-100.00', tax: '-6.00' },
    ];
    const books = openRedBooks({ order: { ...order, lines, amount: '0.00', tax: '0.00', total: '0.00' } });
    expect([books.red(members).returnCode, books.apply(members).returnCode]).toEqual(['4202', '4202']);
    expect([books.status(), books.ledger.redsOf(books.invoiceNo)]).toEqual(['issued', []]);
  });

  it('has reason 01 only while nothing of the invoice is reversed', () => {
    const books = openRedBooks();
    books.red({ lines: [halfOfSecond] });
    expect(books.red({ reason: '01' }).data).toMatchObject({ errors: [{ field: '/reason', rule: 'B-5' }] });
  });

  it('shares its order numbers with blue invoices, and gives 4001 and 4002 alike (B-1)', () => {
    const books = openRedBooks();
    const once = books.red({ orderNo: 'RED', lines: [halfOfSecond] });
    const spelt = { ...halfOfSecond, amount: '-90.00', quantity: '-2.0', unitPrice: '45.00' };
    const again = books.red({ orderNo: 'RED', lines: [spelt] });
    expect([again.returnCode, again.invoiceNo]).toEqual(['4001', once.invoiceNo]);
    expect(books.red({ orderNo: 'RED' }).returnCode).toBe('4002');
    expect(books.red({ orderNo: order.orderNo }).returnCode).toBe('4002');
    expect(books.red({ orderNo: order.orderNo, reason: '09' }).returnCode).toBe('4002');
    expect(books.issue({ ...blueOrder, orderNo: 'RED' }).returnCode).toBe('4002');
  });

  it('does not reverse a red invoice, nor one of another company', () => {
    const books = openRedBooks();
    const { invoiceNo } = books.red();
    expect(books.red({ originalInvoiceNo: invoiceNo }).data).toMatchObject({
      errors: [{ field: '/originalInvoiceNo' }],
    });
    expect(books.red({}, books.buyer).returnCode).toBe('4004');
  });

  it('gives quota back in the month of issue, and not after it (B-7)', () => {
    const books = openRedBooks();
    expect(books.used()).toBe(28_000n);
    books.red({ lines: [halfOfSecond] });
    expect(books.used()).toBe(19_000n);
    books.advanceTo(nextMonth);
    books.red();
    expect([books.used(), books.used('2026-12')]).toEqual([19_000n, 0n]);
  });

  it('is delivered on its own, as its blue was', () => {
    const books = openRedBooks();
    const { invoiceNo } = books.red();
    books.advanceTo(noon + 60_000);
    expect(books.ledger.findInvoice(String(invoiceNo))?.status).toBe('delivered');
  });

  it('takes a blank of paper for a paper invoice, and refuses without one', () => {
    const books = openRedBooks({ order: paperOrder });
    books.ledger.paperStock.put({
      sellerTaxNo: order.seller.taxNo,
      type: '86',
      paperCode: '011002600104',
      from: '00000008',
      count: 0,
    });
    expect(books.red().returnCode).toBe('4103');
    books.ledger.paperStock.put({
      sellerTaxNo: order.seller.taxNo,
      type: '86',
      paperCode: '011002600104',
      from: '00000008',
      count: 1,
    });
    expect(books.red().data).toMatchObject({ paperCode: '011002600104', paperNo: '00000008' });
  });
});
