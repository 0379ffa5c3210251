import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { divideRounded, writeScaled } from '../../../conformance/scenario/templates/amount.ts';
import { drawOrder, templateNames } from '../../../conformance/scenario/templates/order.ts';
import { drawSeller } from '../../../conformance/scenario/templates/seller.ts';
import { writeTaxNumber } from '../../../conformance/scenario/templates/tax-number.ts';
import { isStrictTaxNumber } from '../../../protocol/tax-number.ts';

type Line = { kind: string; amount: string; tax: string; rate: string; quantity?: string; unitPrice?: string };
const fen = (text: string): bigint => BigInt(text.replace('.', ''));
const sum = (values: readonly bigint[]): bigint => values.reduce((a, b) => a + b, 0n);
const scaled = (text: string, places: number): bigint => {
  const [whole = '', fraction = ''] = text.split('.');
  return BigInt(whole + fraction.padEnd(places, '0'));
};

const seeds = fc.integer({ min: 0, max: 0xffffffff });
const draw = (seed: number, template: (typeof templateNames)[number]) =>
  drawOrder(template, { seed, scenarioId: 's', order: 'sale' }, drawSeller(seed, 's'));

describe('drawOrder', () => {
  it.each(templateNames)('draws %s with sums exact and taxes right to the fen', (template) => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const order = draw(seed, template) as unknown as { lines: Line[]; amount: string; tax: string; total: string };
        expect(sum(order.lines.map((line) => fen(line.amount)))).toBe(fen(order.amount));
        expect(sum(order.lines.map((line) => fen(line.tax)))).toBe(fen(order.tax));
        expect(fen(order.amount) + fen(order.tax)).toBe(fen(order.total));
        const taxes = order.lines.map((line) => divideRounded(fen(line.amount) * scaled(line.rate, 2), 100n));
        expect(taxes).toEqual(order.lines.map((line) => fen(line.tax)));
      }),
    );
  });

  it.each(templateNames)('draws %s with prices that give the amounts', (template) => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const { lines } = draw(seed, template) as unknown as { lines: Line[] };
        const products = lines.flatMap(({ quantity, unitPrice, amount }) =>
          quantity && unitPrice ? [[scaled(quantity, 3) * scaled(unitPrice, 4), fen(amount)] as const] : [],
        );
        expect(products.map(([product]) => divideRounded(product, 100_000n))).toEqual(
          products.map(([, amount]) => amount),
        );
      }),
    );
  });

  it('draws order numbers of 1 to 64 permitted characters', () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        expect(draw(seed, 'goods').orderNo).toMatch(/^[0-9A-Za-z_-]{1,64}$/);
      }),
    );
  });

  it('lets each discount follow its line at once, with its name, code and rate', () => {
    const { lines } = draw(3, 'discounted') as unknown as { lines: (Line & { name: string; taxCode: string })[] };
    expect(lines.map((line) => line.kind)).toEqual(['0', '2', '1', '0', '2', '1']);
    expect(lines[2]).toMatchObject({ name: lines[1]?.name, taxCode: lines[1]?.taxCode, rate: lines[1]?.rate });
  });

  it('gives enterprises tax numbers that pass strict identity', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[0-9]{8}$/), fc.nat(1000), (digits, pick) => {
        expect(isStrictTaxNumber(writeTaxNumber(digits, pick))).toBe(true);
      }),
    );
  });
});

describe('divideRounded and writeScaled', () => {
  it.each([
    [5n, 10n, 1n],
    [-5n, 10n, -1n],
    [4n, 10n, 0n],
    [-14n, 10n, -1n],
  ])('rounds %s / %s half away from zero to %s', (dividend, divisor, quotient) => {
    expect(divideRounded(dividend, divisor)).toBe(quotient);
  });

  it.each([
    [2500n, 3, '2.5'],
    [3000n, 3, '3'],
    [5n, 4, '0.0005'],
  ])('writes %s of 10^-%s as %s', (value, places, text) => {
    expect(writeScaled(value, places)).toBe(text);
  });
});
