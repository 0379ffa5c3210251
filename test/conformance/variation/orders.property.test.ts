// Varied orders: the same seed gives the same bytes, another one differs in every way, and each is lawful to the bureau's rules.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { contentDifferences } from '../../../conformance/checks/order-content.ts';
import { drawOrder, templateNames } from '../../../conformance/scenario/templates/order.ts';
import { drawSeller } from '../../../conformance/scenario/templates/seller.ts';
import type { VariationName } from '../../../conformance/variation/names.ts';
import { strangers } from '../../../conformance/variation/objects.ts';
import { varyOrder } from '../../../conformance/variation/vary-order.ts';
import { readPayload, writePayload } from '../../../protocol/payload.ts';
import { contentKey } from '../../../simulator/ledger/order-content.ts';
import { seller as registered } from '../../simulator/operations/books.ts';
import { errorsOf } from '../../simulator/rules/judged.ts';

const seeds = fc.integer({ min: 0, max: 0xffffffff });
const subject = { scenarioId: 's', order: 'sale' };

type Wish = {
  readonly template?: (typeof templateNames)[number];
  readonly calm?: readonly VariationName[];
  readonly kept?: readonly string[];
  readonly format?: 'json' | 'xml';
};

const vary = (seed: number, { template = 'special-invoice', calm = [], kept = [], format = 'json' }: Wish = {}) => {
  const seller = drawSeller(seed, 's');
  const drawn = drawOrder(template, { seed, ...subject }, seller);
  const about = { seed, subject: 's\norder\nsale', calm, kept, format, seller, longestOrderNo: 64 };
  return { seller, drawn, ...varyOrder(drawn, about) };
};

const of = (order: unknown, name: string): unknown => (order as Record<string, unknown>)[name];
const many = Array.from({ length: 60 }, (_, seed) => seed);

describe.each(templateNames)('an order of the template %s', (template) => {
  it.each(['json', 'xml'] as const)('stays lawful, and its number a number, in %s', (format) => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const { order, seller } = vary(seed, { template, format });
        const sellers = new Map([[seller.taxNo, { ...registered, ...seller }]]);
        const read = readPayload(writePayload(order, format), format);
        expect(read.ok && errorsOf(read.value, { sellers })).toEqual([]);
        expect(order.orderNo).toMatch(/^[0-9A-Za-z_-]{1,64}$/);
      }),
      { numRuns: 150 },
    );
  });
});

it('gives the same bytes for the same seed', () => {
  fc.assert(
    fc.property(seeds, (seed) => {
      expect(JSON.stringify(vary(seed))).toBe(JSON.stringify(vary(seed)));
    }),
    { numRuns: 30 },
  );
});

it.each(['optional-members', 'texts', 'spelling', 'empty-members', 'extra-members', 'member-order'] as const)(
  'varies by the seed %s, and leaves it alone when told so',
  (name) => {
    const parts = (calm: readonly VariationName[]) =>
      many.map((seed) =>
        vary(seed, { calm })
          .varied.filter((part) => part.startsWith(`${name} `))
          .join(),
      );
    expect(new Set(parts([])).size).toBeGreaterThan(1);
    expect(new Set(parts([name]))).toEqual(new Set(['']));
  },
);

it('is the same content to the bureau and to the judge where only form is varied (B-1)', () => {
  for (const seed of many) {
    const { drawn, order } = vary(seed, { calm: ['optional-members', 'texts'] });
    expect(contentKey(order)).toBe(contentKey(drawn));
    expect(contentDifferences(drawn, order)).toEqual([]);
  }
});

it('never touches what the scenario sets', () => {
  const kept = ['/buyer/name', '/lines/0', '/remark', '/orderNo'];
  for (const seed of many) {
    const { drawn, order, varied } = vary(seed, { kept, calm: ['extra-members', 'member-order'] });
    expect(of(of(order, 'lines'), '0')).toEqual(of(of(drawn, 'lines'), '0'));
    expect([of(of(order, 'buyer'), 'name'), of(order, 'remark'), order.orderNo]).toEqual([
      of(of(drawn, 'buyer'), 'name'),
      of(drawn, 'remark'),
      drawn.orderNo,
    ]);
    expect(varied.filter((part) => kept.some((pointer) => part.endsWith(pointer)))).toEqual([]);
  }
});

it('meets names at their limit, characters of two units, and texts that XML and JSON escape', () => {
  const names = many.map((seed) => String(of(of(vary(seed).order, 'buyer'), 'name')));
  expect(names.some((name) => [...name].length === 100 && name.length > 100)).toBe(true);
  expect(names.some((name) => /[<&"]/.test(name))).toBe(true);
  expect(many.some((seed) => String(of(vary(seed).order, 'remark')).includes('\n'))).toBe(true);
});

it('knows none of the strangers as members that count', () => {
  for (const name of strangers)
    expect(contentDifferences({ buyer: {} }, { [name]: 'x', buyer: { [name]: 'x' } })).toEqual([]);
  expect(contentDifferences({ clerk: '王五' }, { clerk: '李四' })).toEqual(['/clerk']);
});
