import { describe, expect, it } from 'vitest';
import { judged, lineOf, orderOf } from './judged.ts';

type Members = Readonly<Record<string, unknown>>;

const discounted = lineOf({ kind: '2', quantity: '1', unitPrice: '100' });
const discountOf = (changed: Members = {}) => lineOf({ kind: '1', amount: '-10.00', tax: '-0.60', ...changed });
const normal = lineOf();

describe('P-9, discounts', () => {
  it.each<[string, readonly Members[], readonly string[]]>([
    ['a pair', [discounted, discountOf()], []],
    ['two pairs', [discounted, discountOf(), discounted, discountOf()], []],
    ['a pair among normal lines', [normal, discounted, discountOf(), normal], []],
    ['a discount first', [discountOf(), normal], ['/lines/0/kind P-9']],
    ['a discount after a normal line', [normal, discountOf()], ['/lines/1/kind P-9']],
    ['two discounts in a row', [discounted, discountOf(), discountOf()], ['/lines/2/kind P-9']],
    ['a discounted line last', [normal, discounted], ['/lines/1/kind P-9']],
    ['a discounted line alone', [discounted], ['/lines/0/kind P-9']],
    ['a discounted line before a normal one', [discounted, normal], ['/lines/0/kind P-9']],
    ['a line between', [discounted, normal, discountOf()], ['/lines/0/kind P-9', '/lines/2/kind P-9']],
  ])('judges %s', (_what, lines, expected) => {
    expect(judged(orderOf(lines))).toEqual(expected);
  });

  it.each([
    ['-100.00', '-6.00', []],
    ['-100.01', '-6.00', ['/total P-3', '/lines/1/amount P-9']],
  ])('allow %s at most of 100.00', (amount, tax, expected) => {
    expect(judged(orderOf([discounted, discountOf({ amount, tax })]))).toEqual(expected);
  });

  it.each([
    ['name', { name: '软件维护' }, ['/lines/1/name P-9']],
    ['code', { taxCode: '3040603000000000000' }, ['/lines/1/taxCode P-9']],
    ['rate as a number', { rate: '0.060' }, []],
    ['rate', { rate: '0.09', tax: '-0.90' }, ['/lines/1/rate P-8', '/lines/1/rate P-9']],
  ])('have the same %s', (_what, changed, expected) => {
    expect(judged(orderOf([discounted, discountOf(changed)]))).toEqual(expected);
  });

  it.each(['quantity', 'unitPrice', 'unit', 'spec'])('have no %s', (name) => {
    expect(judged(orderOf([discounted, discountOf({ [name]: '1' })]))).toEqual([`/lines/1/${name} P-9`]);
  });
});
