import { expect, it } from 'vitest';
import { openRedBooks, paperOrder } from './red-books.ts';

const openPaper = () => openRedBooks({ order: paperOrder });

it('prints a paper invoice on the next blank of the roll', () => {
  expect(openPaper().query({ orderNo: paperOrder.orderNo })).toMatchObject({
    paperCode: '011002600104',
    paperNo: '00000007',
  });
});

it('voids a paper invoice and gives its quota back; its number stays bound (B-6, B-7, B-1)', () => {
  const books = openPaper();
  expect(books.voidIt().data).toMatchObject({ status: 'void' });
  expect([books.used(), books.issue(paperOrder).returnCode]).toEqual([0n, '4001']);
});

it.each(['1', '2', '3', '4'])('knows the reason %s', (reason) => {
  expect(openPaper().voidIt({ reason }).returnCode).toBe('0000');
});

it.each([
  [{ reason: '5' }, '1001'],
  [{ invoiceNo: '12' }, '1001'],
  [{ invoiceNo: '26112000000000000009' }, '4004'],
])('answers %j with %s', (members, code) => {
  expect(openPaper().voidIt(members).returnCode).toBe(code);
});

it.each([
  ['void already', (books: ReturnType<typeof openPaper>) => void books.voidIt(), 'void'],
  ['reversed', (books: ReturnType<typeof openPaper>) => void books.red(), 'red-full'],
  [
    'of last month',
    (books: ReturnType<typeof openPaper>) => books.advanceTo(Date.parse('2026-12-01T00:00:00.000+08:00')),
    'delivered',
  ],
  [
    'used by the buyer',
    (books: ReturnType<typeof openPaper>) => books.ledger.buyerMarks.set(books.invoiceNo, 'used'),
    'issued',
  ],
  [
    'booked by the buyer',
    (books: ReturnType<typeof openPaper>) => books.ledger.buyerMarks.set(books.invoiceNo, 'booked'),
    'issued',
  ],
  ['under an open sheet', (books: ReturnType<typeof openPaper>) => void books.apply(), 'issued'],
])('refuses one that is %s, and tells its status (4301)', (_what, prepare, status) => {
  const books = openPaper();
  prepare(books);
  expect(books.voidIt()).toMatchObject({ returnCode: '4301', data: { status } });
});

it('refuses an electronic one', () => {
  expect(openRedBooks().voidIt()).toMatchObject({ returnCode: '4301', data: { status: 'issued' } });
});
