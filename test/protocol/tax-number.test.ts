import { describe, expect, it } from 'vitest';
import { isStrictTaxNumber, isTaxNumberForm } from '../../protocol/tax-number.ts';
import { taxNumberVectors } from './vectors.ts';

describe('the tax number', () => {
  it.each(taxNumberVectors.valid)('accepts the published code %s', (taxNo) => {
    expect([isTaxNumberForm(taxNo), isStrictTaxNumber(taxNo)]).toEqual([true, true]);
  });

  it.each(taxNumberVectors.others)('judges $taxNo: $why', ({ taxNo, lenient, strict }) => {
    expect(isTaxNumberForm(taxNo)).toBe(lenient);
    expect(isStrictTaxNumber(taxNo)).toBe(strict);
  });

  it.each([
    ['330102199002301231', 'a birthday that never was'],
    ['330102199001011235', 'a wrong check digit'],
    ['330102199001011234AB', 'letters after an identity number'],
  ])('is strict about %s: %s', (taxNo) => {
    expect(isStrictTaxNumber(taxNo)).toBe(false);
  });

  it('knows every wrong last character of a right code', () => {
    const wrong = [...'0123456789ABCDEFGHJKLMNPQRTUWXY'].filter((character) => character !== '3');
    expect(wrong.filter((character) => isStrictTaxNumber(`91350100M000100Y4${character}`))).toEqual([]);
  });

  it('refuses a line break at the end', () => {
    expect(isTaxNumberForm('91350100M000100Y43\n')).toBe(false);
  });
});
