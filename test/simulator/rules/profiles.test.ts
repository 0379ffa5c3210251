// How each profile moves the edges of section P: what the one accepts and the other refuses.
import { describe, expect, it } from 'vitest';
import { readProfile } from '../../../simulator/profiles/profile.ts';
import { order } from '../operations/books.ts';
import { errorsOf, judged, lineOf, orderOf } from './judged.ts';

const full = { address: '深圳市南山区科技路1号', phone: '0755-12345678', bank: '招商银行', account: '755900001' };
const fullOrder = (lines = [lineOf({ spec: 'A', unit: '次' })]) =>
  orderOf(lines, {
    seller: { ...order.seller, ...full },
    buyer: { ...order.buyer, kind: 'enterprise', ...full },
  });
const under = (name: string, payload: unknown) => judged(payload, { profile: readProfile(name) });

/** Every profile accepts this order; the tables change one thing of it. */
const one = (changed: Parameters<typeof lineOf>[0]) => fullOrder([lineOf({ spec: 'A', unit: '次', ...changed })]);
/** Lines of 1.00 at 6 % whose taxes lie `each` fen above the exact 0.06. */
const skewed = (count: number, tax: string) =>
  fullOrder(Array.from({ length: count }, () => lineOf({ spec: 'A', unit: '次', amount: '1.00', tax })));

describe('the line tax', () => {
  it.each([
    ['standard', '6.06', []],
    ['standard', '6.07', ['/lines/0/tax P-5']],
    ['lenient', '7.00', []],
    ['lenient', '7.01', ['/lines/0/tax P-5']],
    ['all-fields', '5.94', []],
    ['all-fields', '5.93', ['/lines/0/tax P-5']],
  ])('under %s: %s for 6.00', (name, tax, expected) => {
    expect(under(name, one({ tax }))).toEqual(expected);
  });

  it.each([
    ['standard', '-0.66', []],
    ['standard', '-0.67', ['/lines/1/tax P-5']],
    ['all-fields', '-0.61', []],
    ['all-fields', '-0.62', ['/lines/1/tax P-5']],
  ])('of a discount under %s: %s for -0.60', (name, tax, expected) => {
    const discounted = lineOf({ kind: '2', spec: 'A', unit: '次' });
    const discount = lineOf({ kind: '1', amount: '-10.00', tax });
    expect(under(name, fullOrder([discounted, discount]))).toEqual(expected);
  });
});

describe('the tax of the whole invoice', () => {
  /** 127 lines one fen too high make 1.27, one more makes 1.28. */
  it.each([
    ['standard', 127, []],
    ['standard', 128, ['/tax P-6']],
    ['lenient', 128, []],
  ])('under %s: %i fen away', (name, count, expected) => {
    expect(under(name, skewed(count, '0.07'))).toEqual(expected);
  });
});

describe('decimals of a price', () => {
  it.each([
    ['standard', '100.0000000000001', []],
    ['standard', '100.00000000000001', ['/lines/0/unitPrice P-7']],
    ['all-fields', '100.00000001', []],
    ['all-fields', '100.000000001', ['/lines/0/unitPrice P-7']],
    ['lenient', '100.00000000000000000001', []],
    ['lenient', '100.000000000000000000001', ['/lines/0/unitPrice P-7']],
  ])('under %s: %s', (name, unitPrice, expected) => {
    expect(under(name, one({ quantity: '1', unitPrice }))).toEqual(expected);
  });
});

describe('the product of quantity and price', () => {
  it.each([
    ['standard', '99.99', []],
    ['standard', '99.98', ['/lines/0/amount P-7']],
    ['lenient', '99.00', []],
    ['lenient', '98.99', ['/lines/0/amount P-7']],
  ])('under %s: an amount of %s for 1 × 100', (name, amount, expected) => {
    expect(under(name, one({ quantity: '1', unitPrice: '100', amount }))).toEqual(expected);
  });
});

describe('the number of lines', () => {
  it.each([
    ['standard', 2000, []],
    ['standard', 2001, ['/lines P']],
    ['lenient', 2001, []],
  ])('under %s: %i', (name, count, expected) => {
    expect(under(name, skewed(count, '0.06'))).toEqual(expected);
  });
});

describe('the length of a text', () => {
  it.each([
    ['standard', '单'.repeat(90), []],
    ['standard', '单'.repeat(91), ['/lines/0/name P']],
    ['all-fields', '单'.repeat(45), []],
    ['all-fields', `单${'a'.repeat(88)}`, []],
    ['all-fields', `单${'a'.repeat(89)}`, ['/lines/0/name P']],
    // GBK lacks it: four bytes of GB 18030.
    ['all-fields', `𠮷${'a'.repeat(86)}`, []],
    ['all-fields', `𠮷${'a'.repeat(87)}`, ['/lines/0/name P']],
    ['lenient', '单'.repeat(300), []],
    ['lenient', '单'.repeat(301), ['/lines/0/name P']],
  ])('under %s: %s', (name, text, expected) => {
    expect(under(name, one({ name: text }))).toEqual(expected);
  });

  it('is said in what the profile counts', () => {
    const [error] = errorsOf(one({ name: '单'.repeat(46) }), { profile: readProfile('all-fields') });
    expect(error?.message).toBe('expected at most 90 bytes of GBK; received 92; shorten it');
  });
});

describe('tax numbers', () => {
  const buyer = (taxNo: string) => ({ ...fullOrder(), buyer: { ...order.buyer, ...full, kind: 'enterprise', taxNo } });

  it.each([
    ['standard', '914403001922038217', []],
    ['strict-identity', '914403001922038216', []],
    ['strict-identity', '914403001922038217', ['/buyer/taxNo P-2']],
  ])('under %s: %s', (name, taxNo, expected) => {
    expect(under(name, buyer(taxNo))).toEqual(expected);
  });
});

describe('what must be there', () => {
  const bare = { seller: {}, buyer: { kind: 'enterprise' }, lines: [{}, {}] };

  it('is reported in the order of the standard profile', () => {
    expect(under('standard', bare).filter((found) => found.endsWith('P-1'))).toEqual(
      [
        ...['/orderNo', '/invoiceType', '/clerk', '/seller/name', '/seller/taxNo', '/buyer/name', '/buyer/taxNo'],
        ...['/amount', '/tax', '/total'],
        ...['name', 'taxCode', 'amount', 'rate', 'tax'].map((name) => `/lines/0/${name}`),
        ...['name', 'taxCode', 'amount', 'rate', 'tax'].map((name) => `/lines/1/${name}`),
      ].map((field) => `${field} P-1`),
    );
  });

  it('is more, and in another order, under all-fields', () => {
    expect(under('all-fields', bare).filter((found) => found.endsWith('P-1'))).toEqual(
      [
        ...['/orderNo', '/invoiceType'],
        ...['taxNo', 'name', 'address', 'phone', 'bank', 'account'].map((name) => `/seller/${name}`),
        ...['taxNo', 'name', 'address', 'phone', 'bank', 'account'].map((name) => `/buyer/${name}`),
        ...['/clerk', '/amount', '/tax', '/total'],
        ...['name', 'spec', 'unit', 'taxCode', 'amount', 'rate', 'tax'].map((name) => `/lines/0/${name}`),
        ...['name', 'spec', 'unit', 'taxCode', 'amount', 'rate', 'tax'].map((name) => `/lines/1/${name}`),
      ].map((field) => `${field} P-1`),
    );
  });

  it.each(['spec', 'unit'])('includes %s under all-fields', (name) => {
    expect(under('all-fields', one({ [name]: '' }))).toEqual([`/lines/0/${name} P-1`]);
    expect(under('standard', one({ [name]: '' }))).toEqual([]);
  });

  it('is asked of an individual no further than kind and name', () => {
    const individual = { ...fullOrder(), buyer: { kind: 'individual', name: '张三' } };
    expect(under('all-fields', individual)).toEqual([]);
  });
});
