// The form of a profile: tolerances, limits, required members and habits that differ between provinces and vendors.
import type { Static } from 'typebox';
import { Type } from '../../protocol/schema.ts';

const decimal = Type.String({ pattern: '^(0|[1-9][0-9]*)(\\.[0-9]+)?$' });
const money = Type.String({ pattern: '^(0|[1-9][0-9]{0,15})\\.[0-9]{2}$' });
const whole = Type.Integer({ minimum: 0 });
const words = <const Words extends readonly string[]>(list: Words) =>
  Type.Unsafe<Words[number]>({ type: 'string', enum: list });
const strict = { additionalProperties: false };

/** `*` stands for every line. */
const party = (role: string): string[] =>
  ['name', 'taxNo', 'address', 'phone', 'bank', 'account'].map((name) => `/${role}/${name}`);
const fields = [
  ...['/orderNo', '/invoiceType', '/clerk', '/amount', '/tax', '/total', '/lines', '/remark'],
  ...party('seller'),
  ...party('buyer'),
  '/buyer/kind',
  ...['name', 'taxCode', 'spec', 'unit', 'amount', 'rate', 'tax'].map((name) => `/lines/*/${name}`),
];
const field = words(fields);

const texts = [
  ...['/remark', '/clerk', '/lines/*/name', '/lines/*/spec', '/lines/*/unit'],
  ...['name', 'address', 'phone', 'bank', 'account'].flatMap((name) => [`/seller/${name}`, `/buyer/${name}`]),
];

/** A member that must be there: always, or for the buyers that P-1 wants identified. */
const Required = Type.Union([field, Type.Object({ field, when: words(['identified-buyer']) }, strict)]);
export type Required = Static<typeof Required>;

export const Profile = Type.Object(
  {
    name: Type.String({ minLength: 1 }),
    region: Type.String({ pattern: '^[0-9]{2}$' }),
    channel: Type.String({ pattern: '^[0-9]$' }),
    strictIdentity: Type.Boolean(),
    knownTaxNumbers: Type.Array(Type.String()),
    issue: words(['synchronous', 'asynchronous']),
    issueDelayMs: whole,
    deliveryDelayMs: whole,
    redIssue: words(['seller', 'automatic']),
    filingGate: Type.Boolean(),
    /** Tolerances are in yuan. */
    lineTaxTolerance: decimal,
    discountTaxTolerance: decimal,
    invoiceTaxTolerance: decimal,
    priceTolerance: decimal,
    priceDecimals: whole,
    rateDecimals: whole,
    mostLines: Type.Integer({ minimum: 1 }),
    textCount: words(['characters', 'gbk-bytes']),
    /** By pointer, in what `textCount` counts; a text that is not named may be of any length. */
    longest: Type.Object(Object.fromEntries(texts.map((name) => [name, Type.Optional(whole)])), strict),
    /** In yuan, by invoice type; none for a type that is not named. */
    amountLimits: Type.Partial(Type.Object({ '81': money, '82': money, '85': money, '86': money }), strict),
    required: Type.Array(Required, { uniqueItems: true }),
  },
  strict,
);
export type Profile = Omit<Static<typeof Profile>, 'longest'> & { readonly longest: Readonly<Record<string, number>> };
