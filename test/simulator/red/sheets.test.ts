import { describe, expect, it } from 'vitest';
import { takeUpOpenOrders } from '../../../simulator/operations/open-orders.ts';
import { noon, order, seller } from '../operations/books.ts';
import { openRedBooks } from './red-books.ts';

const hourMs = 3_600_000;
const part = { originalLine: '2', amount: '-90.00', tax: '-5.40', quantity: '-2', unitPrice: '45' };
const openMarked = (options = {}) => {
  const books = openRedBooks(options);
  books.ledger.buyerMarks.set(books.invoiceNo, 'used');
  return books;
};
const sheetNoOf = ({ data }: { readonly data: Readonly<Record<string, unknown>> | null }) => data?.['sheetNo'];

describe('a confirmation sheet', () => {
  it('is 01 where the buyer has done nothing, and the seller issues by it', () => {
    const books = openRedBooks();
    const applied = books.apply({ lines: [part] });
    expect(applied.data).toMatchObject({ state: '01', issued: 'N' });
    const issued = books.red({ sheetNo: sheetNoOf(applied) });
    expect(issued).toMatchObject({ returnCode: '0000', data: { amount: '-90.00' } });
    expect(books.sheet(sheetNoOf(applied)).data).toMatchObject({ issued: 'Y', redInvoiceNo: issued.invoiceNo });
  });

  it('is asked for by 4203 when the buyer has used the invoice; confirmed, the same order issues', () => {
    const books = openMarked();
    const asked = books.red({ orderNo: 'RED' });
    expect(asked).toMatchObject({ returnCode: '4203', data: { state: '02', orderNo: 'RED' } });
    expect(books.red({ orderNo: 'RED' })).toMatchObject({ returnCode: '4205', data: { sheetNo: sheetNoOf(asked) } });
    expect(books.confirm(sheetNoOf(asked), 'Y', books.buyer).data).toMatchObject({ state: '04' });
    expect(books.confirm(sheetNoOf(asked), 'Y', books.buyer).data).toMatchObject({ state: '04' });
    expect(books.red({ orderNo: 'RED' }).returnCode).toBe('0000');
    expect(books.status()).toBe('red-full');
  });

  it('that the buyer began waits for the seller, who finds it by a query', () => {
    const books = openRedBooks();
    const applied = books.apply({ side: '1' }, books.buyer);
    expect(applied.data).toMatchObject({ state: '03' });
    const found = books.sheets({ side: '0', state: '03', from: '2026-11-23', to: '2026-11-23' });
    expect(found.data).toMatchObject({ count: 1, sheets: [{ sheetNo: sheetNoOf(applied) }] });
    expect(books.red()).toMatchObject({ returnCode: '4205' });
    expect(books.confirm(sheetNoOf(applied), 'Y').data).toMatchObject({ state: '04' });
    expect(books.red({ sheetNo: sheetNoOf(applied) }).returnCode).toBe('0000');
  });

  it.each([
    ['the buyer refuses the seller', '0', 'N', '1', '05'],
    ['the seller refuses the buyer', '1', 'N', '0', '06'],
    ['the seller withdraws', '0', 'C', '0', '08'],
    ['the buyer withdraws', '1', 'C', '1', '08'],
  ])('%s', (_what, side, decision, by, state) => {
    const books = openMarked();
    const as = (who: string) => (who === '1' ? books.buyer : undefined);
    const applied = books.apply({ side }, as(side));
    expect(books.confirm(sheetNoOf(applied), decision, as(by)).data).toMatchObject({ state });
    expect(books.confirm(sheetNoOf(applied), 'Y', as(side === '0' ? '1' : '0')).returnCode).toBe('4204');
    expect(books.red({ sheetNo: sheetNoOf(applied) }).returnCode).toBe('4204');
    expect(books.apply({ side }, as(side)).returnCode).toBe('0000');
  });

  it('is withdrawn after its confirmation by the initiator alone, and never once issued', () => {
    const books = openMarked();
    const first = books.apply();
    books.confirm(sheetNoOf(first), 'Y', books.buyer);
    expect(books.confirm(sheetNoOf(first), 'C', books.buyer).returnCode).toBe('2001');
    expect(books.confirm(sheetNoOf(first), 'C').data).toMatchObject({ state: '09' });
    const second = books.apply();
    books.confirm(sheetNoOf(second), 'Y', books.buyer);
    books.red({ sheetNo: sheetNoOf(second) });
    expect(books.confirm(sheetNoOf(second), 'C').returnCode).toBe('4204');
  });

  it('is not confirmed by who applied, nor seen by strangers', () => {
    const books = openMarked();
    const applied = books.apply();
    expect(books.confirm(sheetNoOf(applied), 'Y').returnCode).toBe('2001');
    const stranger = { application: { ...books.context().application, sellers: ['91440300MA5EW1BM6B'] } };
    expect([
      books.confirm(sheetNoOf(applied), 'Y', stranger).returnCode,
      books.sheet(sheetNoOf(applied), stranger).returnCode,
    ]).toEqual(['4004', '4004']);
  });

  it('closes after 72 h without a word, to the millisecond', () => {
    const books = openMarked();
    const applied = books.apply();
    books.advanceTo(noon + 72 * hourMs - 1);
    expect(books.sheet(sheetNoOf(applied)).data).toMatchObject({ state: '02', expiresAt: '2026-11-26 12:00:00' });
    books.advanceTo(noon + 72 * hourMs);
    expect(books.sheet(sheetNoOf(applied)).data).toMatchObject({ state: '07' });
  });

  it('is one at a time, and reserves its amount', () => {
    const books = openMarked();
    const applied = books.apply({ lines: [part] });
    expect(books.apply({ lines: [part] })).toMatchObject({ returnCode: '4205', data: { sheetNo: sheetNoOf(applied) } });
    expect(books.red({ reason: '02', lines: [part] }).returnCode).toBe('4205');
  });

  it('needs an order number that is free, which is looked up before the payload is judged (E-6)', () => {
    const books = openRedBooks();
    expect(books.apply({ orderNo: 'SO-1' }).returnCode).toBe('4002');
    expect(books.apply({ orderNo: 'SO-1', reason: '09', lines: 'none' }).returnCode).toBe('4002');
    expect(books.apply({ orderNo: 'SO 1', side: '2' }).data).toMatchObject({
      errors: [{ field: '/side' }, { field: '/orderNo' }],
    });
  });

  it.each([
    [{ state: 'suspended' as const }, '2001'],
    [{ identityConfirmed: false }, '2007'],
    [{ riskBlocked: true }, '2008'],
  ])('is neither applied for nor confirmed by a company that is %j (E-6)', (standing, code) => {
    const books = openMarked();
    const barred = { sellers: new Map([[seller.taxNo, { ...seller, ...standing }]]) };
    expect(books.apply({ orderNo: 'SO-1', reason: '09' }, barred).returnCode).toBe(code);
    const applied = books.apply({ side: '1' }, { ...books.buyer, ...barred });
    expect(applied.returnCode).toBe('0000');
    expect(books.confirm(sheetNoOf(applied), 'Y', barred).returnCode).toBe(code);
    expect(books.confirm(sheetNoOf(applied), 'Y').returnCode).toBe('0000');
  });

  it('is not issued by the bureau for a seller that may not issue at present', () => {
    const books = openMarked({ settings: { redIssue: 'automatic' } });
    const applied = books.apply();
    const sellers = new Map([[seller.taxNo, { ...seller, riskBlocked: true }]]);
    const confirmed = books.confirm(sheetNoOf(applied), 'Y', { ...books.buyer, sellers });
    expect(confirmed.data).toMatchObject({ state: '04', issued: 'N' });
  });

  it('is issued by the bureau itself where the tenant says so', () => {
    const books = openMarked({ settings: { redIssue: 'automatic' } });
    const applied = books.apply({ orderNo: 'RED' });
    const confirmed = books.confirm(sheetNoOf(applied), 'Y', books.buyer);
    expect(confirmed.data).toMatchObject({ state: '04', issued: 'Y' });
    expect(books.query({ orderNo: 'RED' })).toMatchObject({ original: books.invoiceNo, amount: '-280.00' });
    expect(books.red({ orderNo: 'RED' })).toMatchObject({ returnCode: '4001' });
  });

  it('is left to the seller where a blue order has taken its number meanwhile (B-1)', () => {
    const books = openMarked({ settings: { redIssue: 'automatic' } });
    const applied = books.apply({ orderNo: 'TAKEN' });
    const { invoiceNo } = books.issue({ ...order, orderNo: 'TAKEN' });
    expect(books.confirm(sheetNoOf(applied), 'Y', books.buyer).data).toMatchObject({ state: '04', issued: 'N' });
    expect(books.query({ orderNo: 'TAKEN' })).toMatchObject({ invoiceNo, amount: '100.00' });
    expect(books.red({ sheetNo: sheetNoOf(applied) }).returnCode).toBe('0000');
  });

  it('does not share its number with the sheet of another invoice once one of them is issued (B-1)', () => {
    const books = openMarked({ settings: { redIssue: 'automatic' } });
    const originalInvoiceNo = String(books.issue({ ...order, orderNo: 'SO-2' }).invoiceNo);
    books.ledger.buyerMarks.set(originalInvoiceNo, 'booked');
    const applied = [books.apply({ orderNo: 'ONE' }), books.apply({ orderNo: 'ONE', originalInvoiceNo })];
    const issued = applied.map((one) => books.confirm(sheetNoOf(one), 'Y', books.buyer).data?.['issued']);
    expect(issued).toEqual(['Y', 'N']);
    expect(books.ledger.invoices().filter(({ orderNo }) => orderNo === 'ONE')).toHaveLength(1);
  });

  it('whose 72 h passed while the bureau was stopped is closed at its start (B-2)', () => {
    const books = openMarked();
    const applied = books.apply({}, { schedule: () => undefined });
    books.advanceTo(noon + 73 * hourMs);
    takeUpOpenOrders(books.context());
    books.advanceTo(noon + 73 * hourMs);
    expect(books.sheet(sheetNoOf(applied)).data).toMatchObject({ state: '07' });
  });

  it.each([
    [{ side: '2', from: '2026-11-23', to: '2026-11-23' }, '/side'],
    [{ side: '0', from: '2026-11-31', to: '2026-12-01' }, '/from'],
    [{ side: '0', from: '2026-11-23', to: '2026-11-22' }, '/to'],
    [{ side: '0', state: '11', from: '2026-11-23', to: '2026-11-23' }, '/state'],
    [{ side: '0', from: '2026-11-23', to: '2026-11-23', page: '0' }, '/page'],
  ])('is not found by %j', (members, field) => {
    expect(openRedBooks().sheets(members).data).toMatchObject({ errors: [{ field }] });
  });
});
