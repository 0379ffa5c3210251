import { describe, expect, it } from 'vitest';
import { line, order } from '../operations/books.ts';
import { errorsOf, judged, lineOf, orderOf } from './judged.ts';

/** A character outside the basic plane: one code point, two UTF-16 units. */
const wide = '𠮷';
const many = (count: number) => orderOf(Array.from({ length: count }, () => lineOf()));

describe('the form of a payload', () => {
  it.each([
    ['/buyer/name', 100, (text: string) => ({ buyer: { ...order.buyer, name: text } })],
    ['/buyer/address', 100, (text: string) => ({ buyer: { ...order.buyer, address: text } })],
    ['/seller/address', 100, (text: string) => ({ seller: { ...order.seller, address: text } })],
    ['/remark', 200, (text: string) => ({ remark: text })],
    ['/clerk', 20, (text: string) => ({ clerk: text })],
    ['/lines/0/name', 90, (text: string) => ({ lines: [{ ...line, name: text }] })],
    ['/lines/0/spec', 40, (text: string) => ({ lines: [{ ...line, spec: text }] })],
    ['/lines/0/unit', 20, (text: string) => ({ lines: [{ ...line, unit: text }] })],
  ])('counts the code points of %s up to %i', (field, most, changed) => {
    expect(judged({ ...order, ...changed(wide.repeat(most)) })).toEqual([]);
    expect(judged({ ...order, ...changed(wide.repeat(most + 1)) })).toEqual([`${field} P`]);
  });

  it('accepts 2000 lines and refuses 2001', () => {
    expect(judged(many(2000))).toEqual([]);
    expect(judged(many(2001))).toEqual(['/lines P']);
  });

  it('judges of too many lines those that may be, and no sums', () => {
    const lines = Array.from({ length: 2001 }, () => lineOf());
    const wrong = lineOf({ tax: '7.00' });
    expect(judged({ ...orderOf(lines), lines: [...lines, wrong] })).toEqual(['/lines P']);
    expect(judged({ ...orderOf(lines), lines: [wrong, ...lines] })).toEqual(['/lines P', '/lines/0/tax P-5']);
  });

  it('misses no discount that stands behind the last line that may be', () => {
    const discount = lineOf({ kind: '1', amount: '-1.00', tax: '-0.06', quantity: undefined, unitPrice: undefined });
    const lines = Array.from({ length: 1999 }, () => lineOf());
    expect(judged(orderOf([...lines, lineOf({ kind: '2' }), discount]))).toEqual(['/lines P']);
  });

  it('refuses a million lines of nothing as it refuses a few', () => {
    expect(judged({ ...order, lines: Array.from({ length: 1_000_000 }, () => ({})) })).toHaveLength(50);
  });

  it('refuses more shipments than lines may be', () => {
    const shipments = Array.from({ length: 2001 }, () => ({
      from: '杭州',
      to: '上海',
      vehicleKind: '卡车',
      vehicleNo: '浙A00000',
      goods: '钢材',
    }));
    expect(judged({ ...order, shipments })).toEqual(['/shipments P-11']);
    expect(judged({ ...order, shipments: shipments.slice(1) })).toEqual([]);
  });

  it.each(['S', 'SO_1-a', 'x'.repeat(64)])('accepts the order number %s', (orderNo) => {
    expect(judged({ ...order, orderNo })).toEqual([]);
  });

  it.each(['SO 1', '单1', 'SO/1', 'x'.repeat(65)])('refuses the order number %s', (orderNo) => {
    expect(judged({ ...order, orderNo })).toEqual(['/orderNo P']);
  });

  it.each([
    ['/invoiceType', { invoiceType: '80' }],
    ['/buyer/kind', { buyer: { ...order.buyer, kind: 'company' } }],
    ['/lines/0/kind', orderOf([lineOf({ kind: '3' })])],
    ['/lines/0/taxCode', orderOf([lineOf({ taxCode: '304020101' })])],
    ['/deductionMode', { deductionMode: '03' }],
    ['/lines/0', { lines: ['line'], amount: '0.00', tax: '0.00', total: '0.00' }],
  ])('refuses %s in %j', (field, changed) => {
    expect(judged({ ...order, ...changed })).toContain(`${field} P`);
  });

  it.each(['1e2', '+1.00', '01.00', '.50', '1.', '１.00', '1,000.00', '12345678901234567.00', '-0.00'])(
    'refuses the decimal %s',
    (total) => {
      expect(judged({ ...order, total })).toContain('/total P');
    },
  );

  it('asks for numbers as strings, and for each member once', () => {
    expect(errorsOf({ ...order, total: 106 })).toEqual([
      {
        field: '/total',
        rule: 'P',
        message: 'expected a string; received the number 106; send it as a string: "106"',
      },
    ]);
    expect(judged({ ...order, invoiceType: 82 })).toEqual(['/invoiceType P']);
  });
});
