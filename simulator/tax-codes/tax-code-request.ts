// What the control port is sent to change a tenant's table of codes on a day (B-9).
import type { Static } from 'typebox';
import { Type } from '../../protocol/schema.ts';
import { createFormReader } from '../control/read-form.ts';
import { strict, words } from '../register/schema-parts.ts';

const about = {
  code: Type.String({ pattern: '^[1-6][0-9]{18}$' }),
  from: Type.String({ pattern: '^[0-9]{4}-[0-9]{2}-[0-9]{2}$' }),
};
const rates = Type.Array(Type.String({ pattern: '^0\\.[0-9]{1,6}$' }), { uniqueItems: true });

/** Which members an act may have is judged by `judgeChange` and this list together: `add` needs name, shortName and rates. */
export const TaxCodeChangeRequest = Type.Object(
  {
    act: words(['add', 'withdraw', 'alter']),
    ...about,
    name: Type.Optional(Type.String({ minLength: 1, maxLength: 90 })),
    shortName: Type.Optional(Type.String({ minLength: 1, maxLength: 40 })),
    rates: Type.Optional(rates),
    smallScaleRates: Type.Optional(rates),
    levies: Type.Optional(rates),
    policies: Type.Optional(Type.Array(Type.String({ pattern: '^(0[1-9]|1[0-8])$' }), { uniqueItems: true })),
    leaf: Type.Optional(Type.Boolean()),
    validTo: Type.Optional(Type.Union([about.from, Type.Null()])),
  },
  strict,
);
export type ChangeRequest = Static<typeof TaxCodeChangeRequest>;

export const TaxCodeRequest = Type.Object(
  { changes: Type.Array(TaxCodeChangeRequest, { minItems: 1, maxItems: 1000 }) },
  strict,
);

export const readTaxCodeRequest = createFormReader(TaxCodeRequest);
