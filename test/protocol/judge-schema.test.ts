// Our reading of our schemas says of every value what ajv says of it.
import { Ajv } from 'ajv';
import fc from 'fast-check';
import type { TSchema } from 'typebox';
import { describe, expect, it } from 'vitest';
import { schemaJudge, type Violation } from '../../protocol/judge-schema.ts';
import { InvoiceIssue } from '../../protocol/operations/invoice-issue.ts';
import { InvoiceRed } from '../../protocol/operations/invoice-red.ts';
import { InvoiceVoid } from '../../protocol/operations/invoice-void.ts';
import { RedConfirm } from '../../protocol/operations/red-sheet.ts';
import { TaxcodeSyncAnswer } from '../../protocol/operations/taxcode-sync.ts';
import { Type } from '../../protocol/schema.ts';
import { sampleOrder } from '../client/sample-order.ts';

const samples: readonly [string, TSchema, object][] = [
  ['invoice.issue', InvoiceIssue, { ...sampleOrder(), delivery: { email: 'a@b.c' }, shipments: [{ from: '京' }] }],
  [
    'invoice.red',
    InvoiceRed,
    { orderNo: 'R-1', originalInvoiceNo: '1'.repeat(20), reason: '01', lines: [{ originalLine: 1, amount: '-1.00' }] },
  ],
  ['invoice.void', InvoiceVoid, { invoiceNo: '1'.repeat(20), reason: '1' }],
  ['red.confirm', RedConfirm, { sheetNo: '1'.repeat(20), decision: 'Y' }],
  [
    'taxcode.sync',
    TaxcodeSyncAnswer,
    { version: '1', until: 'x', more: false, codes: [{ code: '1', name: 'a', rates: ['0.06'], leaf: true }] },
  ],
];

/** Values that stand where the words of our schemas turn. */
const odd = fc.oneof(
  fc.constantFrom<unknown>(
    undefined,
    null,
    '',
    '0',
    '-0',
    '1.00',
    '1e3',
    '0.5',
    'Y',
    '81',
    0,
    1,
    -1,
    1.5,
    true,
    [],
    {},
  ),
  fc.constantFrom<unknown>('1'.repeat(19), '1'.repeat(20), '张'.repeat(101), '𠮷'.repeat(100), 'x'.repeat(201)),
  fc.constantFrom<unknown>(
    [{}],
    [null],
    ['0.06', 6],
    Array.from({ length: 2001 }, () => '1'),
  ),
  fc.anything({ maxDepth: 2 }),
);

/** Every place in a value, as the names on the way there. */
const placesIn = (value: unknown): string[][] =>
  typeof value === 'object' && value !== null
    ? [[], ...Object.entries(value).flatMap(([name, member]) => placesIn(member).map((rest) => [name, ...rest]))]
    : [[]];

const withValueAt = (value: unknown, [name, ...rest]: readonly string[], put: unknown): unknown => {
  if (name === undefined) return put;
  const copy: object = Array.isArray(value) ? [...value] : { ...(value as object) };
  return Object.assign(copy, { [name]: withValueAt(Reflect.get(copy, name), rest, put) });
};

/** A sample in which up to three places hold something else, or a further member. */
const spoilt = (schema: TSchema, sample: object): fc.Arbitrary<unknown> => {
  const members = Object.keys(Reflect.get(schema, 'properties') as object).map((name) => [name]);
  const change = fc.tuple(fc.constantFrom(...placesIn(sample), ...members), odd);
  return fc
    .array(change, { minLength: 0, maxLength: 3 })
    .map((changes) => changes.reduce<unknown>((value, [place, put]) => withValueAt(value, place, put), sample));
};

const sorted = (violations: readonly Partial<Violation>[]): string[] =>
  violations
    .map(({ keyword, instancePath, params, message }) => JSON.stringify({ keyword, instancePath, params, message }))
    .sort();

describe.each(samples)('of %s', (_name, schema, sample) => {
  it('finds what ajv finds', () => {
    const judge = schemaJudge(schema);
    const validate = new Ajv({ allErrors: true, strict: false }).compile(schema);
    const byAjv = (value: unknown) => (validate(value) ? [] : (validate.errors ?? []));
    fc.assert(
      fc.property(spoilt(schema, sample), (value) => {
        expect(sorted(judge(value))).toEqual(sorted(byAjv(value)));
      }),
      { numRuns: 500 },
    );
  });
});

it('refuses a schema with a word it does not know, which would else be passed over', () => {
  expect(() => schemaJudge(Type.Object({ name: Type.String({ minLength: 1 }) }))).toThrow('minLength');
});
