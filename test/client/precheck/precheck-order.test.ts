// What the taxpayer's own check refuses, naming field and rule, and what it lets pass (C-3).
import { describe, expect, it } from 'vitest';
import { precheckOrder } from '../../../client/precheck/precheck-order.ts';
import { sampleOrder } from '../sample-order.ts';
import { createTaxpayer } from '../taxpayer.ts';

type Json = Record<string, unknown>;

/** The sample with members set by JSON pointer; undefined takes one away. */
const orderWith = (changes: Readonly<Record<string, unknown>>): Json => {
  const order: Json = structuredClone({ ...sampleOrder() });
  for (const [pointer, value] of Object.entries(changes)) {
    const names = pointer.split('/').slice(1);
    const last = names.pop() ?? '';
    const holder = names.reduce((node, name) => node[name] as Json, order);
    holder[last] = value;
  }
  return order;
};

const refusals = (changes: Readonly<Record<string, unknown>>): string[] => {
  const checked = precheckOrder(orderWith(changes));
  return checked.ok ? [] : checked.errors.map(({ field, rule }) => `${rule} ${field}`);
};

const line = sampleOrder().lines[0];
const discounted = { ...line, kind: '2' };
const discount = {
  kind: '1',
  name: line?.name,
  taxCode: line?.taxCode,
  amount: '-100.00',
  rate: '0.06',
  tax: '-6.00',
};
const sums = { '/amount': '900.00', '/tax': '54.00', '/total': '954.00' };
const lines = (...list: unknown[]) => ({ '/lines': list });
const untaxed = { '/lines/0/rate': '0', '/lines/0/tax': '0.00', '/tax': '0.00', '/total': '1000.00' };
const individual = { '/buyer': { name: '李四', kind: 'individual' } };

describe('the pre-check refuses', () => {
  it.each<[Readonly<Record<string, unknown>>, string[]]>([
    [{ '/clerk': undefined }, ['P-1 /clerk']],
    [{ '/clerk': '' }, ['P-1 /clerk']],
    [{ '/orderNo': null }, ['P-1 /orderNo']],
    [{ '/lines': [] }, ['P-1 /lines']],
    [{ '/seller/taxNo': undefined }, ['P-1 /seller/taxNo']],
    [{ '/lines/0/taxCode': undefined }, ['P-1 /lines/0/taxCode']],
    [{ '/buyer/taxNo': undefined }, ['P-1 /buyer/taxNo']],
    [{ ...individual, '/invoiceType': '81' }, ['P-1 /buyer/taxNo', 'P-1 /buyer/kind']],
    [{ '/clerk': '张\u0007三' }, ['P-1 /clerk']],
    [{ '/buyer/name': '北京\n商贸' }, ['P-1 /buyer/name']],
    [{ '/lines/0/name': ' 软件' }, ['P-1 /lines/0/name']],
    [{ '/orderNo': 'no spaces' }, ['P /orderNo']],
    [{ '/invoiceType': '99' }, ['P /invoiceType']],
    [{ '/amount': 1000 }, ['P /amount']],
    [{ '/lines/0/rate': '6%' }, ['P /lines/0/rate']],
    [{ '/lines/0/rate': '0.0600001' }, ['P /lines/0/rate']],
    [{ '/clerk': '𠮷'.repeat(21) }, ['P /clerk']],
    [{ '/seller/taxNo': '91110108551385082q' }, ['P-2 /seller/taxNo']],
    [{ '/buyer/taxNo': '9111000060003734' }, ['P-2 /buyer/taxNo']],
    [{ '/total': '1060.0' }, ['P-3 /total']],
    [{ '/lines/0/amount': '1000' }, ['P-3 /lines/0/amount']],
    [{ '/lines/0/tax': '-0.00' }, ['P /lines/0/tax']],
    [
      {
        ...lines({ ...line, amount: '-1000.00', tax: '-60.00', quantity: null, unitPrice: null }),
        '/amount': '-1000.00',
        '/tax': '-60.00',
        '/total': '-1060.00',
      },
      ['P-3 /total', 'P-3 /lines/0/amount'],
    ],
    [{ '/amount': '1000.01' }, ['P-4 /amount', 'P-4 /total']],
    [{ '/tax': '59.99' }, ['P-4 /tax', 'P-4 /total']],
    [{ '/total': '1060.01' }, ['P-4 /total']],
    [{ '/lines/0/tax': '60.07', '/tax': '60.07', '/total': '1060.07' }, ['P-5 /lines/0/tax']],
    [{ '/lines/0/deduction': '100.00' }, ['P-5 /lines/0/tax', 'P-5 /lines/0/deduction', 'P-6 /tax']],
    [{ '/deductionMode': '01', '/lines/0/deduction': '1060.01' }, ['P-5 /lines/0/deduction']],
    [{ '/deductionMode': '01', '/lines/0/deduction': '0.00' }, ['P-5 /lines/0/deduction']],
    [{ '/lines/0/unitPrice': '500.006' }, ['P-7 /lines/0/amount']],
    [{ '/lines/0/unitPrice': undefined }, ['P-7 /lines/0/unitPrice']],
    [{ '/lines/0/quantity': undefined }, ['P-7 /lines/0/quantity']],
    [{ '/lines/0/quantity': '0' }, ['P-7 /lines/0/quantity']],
    [{ '/lines/0/quantity': '2.00000000000000' }, ['P-7 /lines/0/quantity']],
    [untaxed, ['P-8 /lines/0/policy']],
    [{ ...untaxed, '/lines/0/policy': '03', '/lines/0/zeroRate': 'export' }, ['P-8 /lines/0/policy']],
    [{ ...untaxed, '/lines/0/policy': '03', '/invoiceType': '81' }, ['P-8 /lines/0/rate']],
    [{ ...untaxed, '/lines/0/policy': '04' }, ['P-8 /lines/0/policy']],
    [{ ...untaxed, '/lines/0/policy': '03', '/lines/0/taxCode': '6010000000000000000' }, ['P-8 /lines/0/policy']],
    [
      { ...untaxed, '/lines/0/policy': '03', '/lines/0/tax': '0.01', '/tax': '0.01', '/total': '1000.01' },
      ['P-8 /lines/0/tax'],
    ],
    [{ '/lines/0/policy': '03' }, ['P-8 /lines/0/rate']],
    [{ '/lines/0/zeroRate': 'export' }, ['P-8 /lines/0/rate']],
    [{ ...lines({ ...line, kind: '2' }) }, ['P-9 /lines/0/kind']],
    [{ ...sums, ...lines(line, discount) }, ['P-9 /lines/1/kind']],
    [
      { '/amount': '-100.00', '/tax': '-6.00', '/total': '-106.00', ...lines(discount) },
      ['P-3 /total', 'P-9 /lines/0/kind'],
    ],
    [{ ...sums, ...lines(discounted, { ...discount, name: '别的' }) }, ['P-9 /lines/1/name']],
    [{ ...sums, ...lines(discounted, { ...discount, spec: 'A4' }) }, ['P-9 /lines/1/spec']],
    [
      { '/amount': '800.00', '/tax': '48.00', '/total': '848.00', ...lines(discounted, discount, discount) },
      ['P-9 /lines/2/kind'],
    ],
    [
      {
        '/amount': '-0.01',
        '/tax': '0.00',
        '/total': '-0.01',
        ...lines(discounted, { ...discount, amount: '-1000.01', tax: '-60.00' }),
      },
      ['P-3 /total', 'P-9 /lines/1/amount'],
    ],
    [
      { ...sums, ...lines(discounted, { ...discount, amount: '100.00' }) },
      ['P-3 /lines/1/amount', 'P-4 /amount', 'P-5 /lines/1/tax', 'P-6 /tax'],
    ],
  ])('%j', (changes, expected) => {
    expect(refusals(changes)).toEqual(expected);
  });

  it('tax that is right line by line but 128 fen off in all (P-6)', () => {
    const many = Array.from({ length: 26 }, () => ({ ...line, tax: '60.05' }));
    const totals = { '/amount': '26000.00', '/tax': '1561.30', '/total': '27561.30' };
    expect(refusals({ ...totals, ...lines(...many) })).toEqual(['P-6 /tax']);
  });

  it('what is no object at all', () => {
    expect([precheckOrder([]).ok, precheckOrder('order').ok, precheckOrder(null).ok]).toEqual([false, false, false]);
  });
});

describe('the pre-check lets pass', () => {
  it.each<[string, Readonly<Record<string, unknown>>]>([
    ['the sample', {}],
    ['unknown members and empty ones', { '/extra': { a: 1 }, '/remark': '', '/buyer/phone': null }],
    ['line breaks in the remark', { '/remark': ' first\nsecond ' }],
    ['a tax 6 fen off', { '/lines/0/tax': '60.06', '/tax': '60.06', '/total': '1060.06' }],
    ['a price that rounds right at eight places', { '/lines/0/quantity': '3', '/lines/0/unitPrice': '333.33333333' }],
    ['a discount', { ...sums, ...lines(discounted, discount) }],
    [
      'a discount of the whole line',
      {
        '/amount': '0.00',
        '/tax': '0.00',
        '/total': '0.00',
        ...lines(discounted, { ...discount, amount: '-1000.00', tax: '-60.00' }),
      },
    ],
    ['an exempt line', { ...untaxed, '/lines/0/policy': '03' }],
    ['an export', { ...untaxed, '/lines/0/zeroRate': 'export' }],
    ['what is not taxable', { ...untaxed, '/lines/0/policy': '04', '/lines/0/taxCode': '6010000000000000000' }],
    ['an individual without tax number', individual],
    [
      'a deduction taxed on the difference',
      {
        '/deductionMode': '02',
        '/lines/0/deduction': '500.00',
        '/lines/0/tax': '30.00',
        '/tax': '30.00',
        '/total': '1030.00',
      },
    ],
    ['a deduction taxed on the whole', { '/deductionMode': '01', '/lines/0/deduction': '500.00' }],
  ])('%s', (_what, changes) => {
    expect(refusals(changes)).toEqual([]);
  });
});

it('an order that is refused locally is not sent', async () => {
  const { client, bureau } = createTaxpayer();
  await expect(client.issue(orderWith({ '/clerk': '' }))).rejects.toMatchObject({
    name: 'RefusedLocally',
    attempts: 0,
    orderNo: 'SO-20261123-0001',
    errors: [{ field: '/clerk', rule: 'P-1' }],
  });
  expect(bureau.seen).toEqual([]);
});
