import { Big } from 'big.js';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decimalPlaces, fenOf, isDecimal, round2, round8, sameDecimal, writeFen } from '../../protocol/amount.ts';

const decimal = fc.stringMatching(/^-?(0|[1-9][0-9]{0,15})(\.[0-9]{1,20})?$/).filter(isDecimal);
const fen = fc.bigInt({ min: -(10n ** 18n - 1n), max: 10n ** 18n - 1n });

describe('amounts', () => {
  it.each(['0', '0.00', '1', '-1.5', '9999999999999999.99', '0.000000000000001', '-0.01'])('take %s', (text) => {
    expect(isDecimal(text)).toBe(true);
  });

  it.each([
    '-0',
    '-0.00',
    '00',
    '01',
    '.5',
    '1.',
    '+1',
    '1e3',
    '1,000',
    ' 1',
    '1\n',
    '１',
    '12345678901234567',
    '',
    'NaN',
  ])('refuse %j', (text) => {
    expect(isDecimal(text)).toBe(false);
  });

  it('count the places as written', () => {
    expect(['1', '1.0', '1.2300'].map(decimalPlaces)).toEqual([0, 1, 4]);
  });

  it.each([
    ['106.00', 10600n],
    ['-0.01', -1n],
    ['0.00', 0n],
    ['9999999999999999.99', 999999999999999999n],
    ['-0.00', null],
    ['1', null],
    ['1.0', null],
    ['1.000', null],
  ])('give the fen of %s', (text, expected) => {
    expect(fenOf(text)).toBe(expected);
  });

  it('come back from fen as they went', () => {
    fc.assert(fc.property(fen, (amount) => fenOf(writeFen(amount)) === amount));
  });

  it('add up in fen as they do in big.js', () => {
    fc.assert(
      fc.property(fc.bigInt(-(10n ** 15n), 10n ** 15n), fc.bigInt(-(10n ** 15n), 10n ** 15n), (a, b) => {
        expect(new Big(writeFen(a)).plus(writeFen(b)).toFixed(2)).toBe(writeFen(a + b));
      }),
    );
  });

  it.each([
    ['0.005', '0.01'],
    ['-0.005', '-0.01'],
    ['1.345', '1.35'],
    ['-1.345', '-1.35'],
    ['1.3449999999999', '1.34'],
  ])('round %s half away from zero to %s', (text, expected) => {
    expect(round2(new Big(text)).toFixed(2)).toBe(expected);
  });

  it('round prices to eight places', () => {
    expect(round8(new Big('33.333333335')).toString()).toBe('33.33333334');
    expect(round8(new Big('-33.333333335')).toString()).toBe('-33.33333334');
  });

  it.each([
    ['1', '1.00', true],
    ['0', '0.000', true],
    ['10', '1', false],
    ['100', '1.00', false],
    ['1.10', '1.1', true],
    ['1e0', '1', false],
    ['abc', 'abc', true],
  ])('say whether %s and %s are the same', (a, b, verdict) => {
    expect(sameDecimal(a, b)).toBe(verdict);
  });

  it('are the same exactly when big.js says so', () => {
    fc.assert(fc.property(decimal, decimal, (a, b) => sameDecimal(a, b) === new Big(a).eq(b)));
    fc.assert(fc.property(decimal, (a) => sameDecimal(a, new Big(a).toFixed(25))));
  });
});
