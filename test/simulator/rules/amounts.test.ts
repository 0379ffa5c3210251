import { describe, expect, it } from 'vitest';
import { line, order } from '../operations/books.ts';
import { judged, lineOf, orderOf } from './judged.ts';

describe('P-3, decimals and signs', () => {
  it.each(['amount', 'tax', 'total'])('wants exactly two decimals of %s', (name) => {
    for (const text of ['100', '100.0', '100.000'])
      expect(judged({ ...order, [name]: text })).toContain(`/${name} P-3`);
  });

  it.each(['amount', 'tax', 'deduction'])('wants exactly two decimals of %s of a line', (name) => {
    const lines = [lineOf({ [name]: '1.000' })];
    expect(judged({ ...order, deductionMode: '02', lines })).toContain(`/lines/0/${name} P-3`);
  });

  it.each([
    ['0.01', '0.00', []],
    ['0.00', '0.00', ['/lines/0/amount P-3']],
    ['-100.00', '-6.00', ['/total P-3', '/lines/0/amount P-3']],
  ])('judges a normal line of %s', (amount, tax, expected) => {
    expect(judged(orderOf([lineOf({ amount, tax })]))).toEqual(expected);
  });

  it.each([
    ['-10.00', '-0.60', []],
    ['-0.01', '0.00', []],
    ['0.00', '0.00', ['/lines/1/amount P-3']],
    ['10.00', '0.60', ['/lines/1/amount P-3', '/lines/1/tax P-3']],
    ['-0.50', '0.01', ['/lines/1/tax P-3']],
  ])('judges a discount line of %s, tax %s', (amount, tax, expected) => {
    expect(judged(orderOf([lineOf({ kind: '2' }), lineOf({ kind: '1', amount, tax })]))).toEqual(expected);
  });

  it('accepts a discount of everything: a total of 0.00', () => {
    const lines = [lineOf({ kind: '2' }), lineOf({ kind: '1', amount: '-100.00', tax: '-6.00' })];
    expect(judged(orderOf(lines))).toEqual([]);
  });

  it.each([
    ['0.060000', []],
    ['0.0600000', ['/lines/0/rate P']],
  ])('judges the decimals of the rate %s', (rate, expected) => {
    expect(judged(orderOf([lineOf({ rate })]))).toEqual(expected);
  });
});

describe('P-4, sums', () => {
  it.each(['amount', 'tax', 'total'])('refuses %s that is a fen off', (name) => {
    const wrong = { amount: '100.01', tax: '6.01', total: '106.01' }[name];
    expect(judged({ ...order, [name]: wrong })).toContain(`/${name} P-4`);
  });

  it('adds up where floating point would not', () => {
    const lines = [
      lineOf({ amount: '9999999999999999.99', tax: '600000000000000.00' }),
      lineOf({ amount: '0.10', tax: '0.01' }),
    ];
    expect(judged(orderOf(lines, { amount: '10000000000000000.09' }))).toEqual(['/amount P', '/total P']);
    expect(judged(orderOf([lines[1] ?? {}, lineOf({ amount: '0.20', tax: '0.01' })]))).toEqual([]);
  });
});

describe('P-5, the tax of a line', () => {
  it.each([
    ['6.06', []],
    ['5.94', []],
    ['6.07', ['/lines/0/tax P-5']],
    ['5.93', ['/lines/0/tax P-5']],
  ])('of 100.00 at 6 %% may be %s', (tax, expected) => {
    expect(judged(orderOf([lineOf({ tax })]))).toEqual(expected);
  });

  it.each([
    ['-0.66', []],
    ['-0.54', []],
    ['-0.67', ['/lines/1/tax P-5']],
    ['-0.53', ['/lines/1/tax P-5']],
  ])('of a discount of 10.00 may be %s', (tax, expected) => {
    expect(judged(orderOf([lineOf({ kind: '2' }), lineOf({ kind: '1', amount: '-10.00', tax })]))).toEqual(expected);
  });

  it('rounds half away from zero before it compares', () => {
    // 0.75 × 6 % = 0.045, rounded 0.05; 0.11 is 0.06 away from that, 0.065 from the unrounded.
    expect(judged(orderOf([lineOf({ amount: '0.75', tax: '0.11' })]))).toEqual([]);
    expect(judged(orderOf([lineOf({ amount: '0.75', tax: '0.12' })]))).toEqual(['/lines/0/tax P-5']);
  });
});

describe('P-5, deductions', () => {
  it.each([
    ['02', '40.00', '3.60', []],
    ['02', '40.00', '3.67', ['/lines/0/tax P-5']],
    ['01', '40.00', '6.00', []],
    ['01', '40.00', '3.60', ['/lines/0/tax P-5', '/tax P-6']],
    [undefined, '40.00', '6.00', ['/lines/0/deduction P-5']],
    ['02', '0.01', '6.00', []],
    ['01', '0.00', '6.00', ['/lines/0/deduction P-5']],
    ['01', '106.00', '6.00', []],
    ['01', '106.01', '6.00', ['/lines/0/deduction P-5']],
  ])('in mode %s of %s with tax %s', (deductionMode, deduction, tax, expected) => {
    expect(judged(orderOf([lineOf({ deduction, tax })], { deductionMode }))).toEqual(expected);
  });

  it('never go with a discount', () => {
    const lines = [lineOf({ kind: '2', deduction: '1.00' }), lineOf({ kind: '1', amount: '-10.00', tax: '-0.60' })];
    expect(judged(orderOf(lines, { deductionMode: '01' }))).toEqual(['/lines/0/deduction P-5']);
  });

  it('never go with rate 0', () => {
    const exempt = lineOf({ rate: '0', tax: '0.00', zeroRate: 'export', deduction: '1.00' });
    expect(judged(orderOf([exempt], { deductionMode: '02' }))).toEqual(['/lines/0/deduction P-5']);
  });

  it('are reported with all that is wrong with them', () => {
    const lines = [lineOf({ kind: '2', deduction: '200.00' }), lineOf({ kind: '1', amount: '-10.00', tax: '-0.60' })];
    expect(judged(orderOf(lines))).toEqual(Array(3).fill('/lines/0/deduction P-5'));
  });
});

describe('P-6, the tax of the whole invoice', () => {
  /** 22 lines, each off by at most 0.06, and together by as many fen as asked. */
  const offBy = (fen: number) =>
    orderOf(
      Array.from({ length: 22 }, (_, at) => {
        const share = Math.min(6, Math.max(0, fen - at * 6));
        return lineOf({ tax: `6.${String(share).padStart(2, '0')}` });
      }),
    );

  it.each([
    [126, []],
    [127, []],
    [128, ['/tax P-6']],
  ])('may be %i fen away', (fen, expected) => {
    expect(judged(offBy(fen))).toEqual(expected);
  });

  it('is reckoned unrounded', () => {
    // 300 × 0.08 × 6 % = 1.44 unrounded; each line rounds 0.0048 to 0.00.
    const lines = Array.from({ length: 300 }, () => lineOf({ amount: '0.08', tax: '0.00' }));
    expect(judged(orderOf(lines))).toEqual(['/tax P-6']);
    expect(judged(orderOf(lines.slice(0, 264)))).toEqual([]);
  });
});

describe('P-7, price', () => {
  const priced = (quantity: unknown, unitPrice: unknown, amount = '100.00') =>
    judged(orderOf([{ ...line, quantity, unitPrice, amount }]));

  it.each([
    ['1', '100.01', []],
    ['1', '99.99', []],
    ['1', '100.02', ['/lines/0/amount P-7']],
    ['3', '33.33333333', []],
    ['3', '33.3333333333333', []],
    ['100000000', '0.000001', []],
    ['100000000', '0.00000101', ['/lines/0/amount P-7']],
    ['0.0000000000001', '1000000000000000', []],
    ['0.00000000000001', '1', ['/lines/0/quantity P-7', '/lines/0/amount P-7']],
    ['1', '100.0000000000000', []],
    ['1', '100.00000000000000', ['/lines/0/unitPrice P-7']],
    ['0', '100', ['/lines/0/quantity P-7']],
    ['-1', '-100', ['/lines/0/quantity P-7', '/lines/0/unitPrice P-7']],
    ['1', undefined, ['/lines/0/unitPrice P-7']],
    [undefined, '100', ['/lines/0/quantity P-7']],
    [undefined, undefined, []],
  ])('judges %s × %s = 100.00', (quantity, unitPrice, expected) => {
    expect(priced(quantity, unitPrice)).toEqual(expected);
  });

  it('accepts a price rounded to eight decimals of a large quantity', () => {
    // 100.00 ÷ 70000001 = 0.0000014285714… → 0.00000143; the product is 100.10 and 0.10 off.
    expect(priced('70000001', '0.00000143')).toEqual([]);
    expect(priced('70000001', '0.00000144')).toEqual(['/lines/0/amount P-7']);
  });
});
