// The table of tax codes, page by page, and afterwards only what changed in it (section P, `taxcode.sync`; B-9).
import type { Static } from 'typebox';
import { Type } from '../schema.ts';

const day = Type.String({ pattern: '^[0-9]{4}-[0-9]{2}-[0-9]{2}$' });
/** In XML a boolean is its text (T-5). */
const flag = Type.Union([Type.Boolean(), Type.Literal('true'), Type.Literal('false')]);

export const TaxcodeSync = Type.Object(
  { since: Type.Optional(Type.String()) },
  { description: '`since`: the `until` of the last answer; absent: everything from the beginning.' },
);
export type TaxcodeSync = Static<typeof TaxcodeSync>;

export const SyncedTaxCode = Type.Object(
  {
    code: Type.String({ pattern: '^[0-9]{19}$' }),
    name: Type.String(),
    shortName: Type.String(),
    rates: Type.Array(Type.String()),
    leaf: flag,
    validFrom: day,
    validTo: Type.Optional(Type.Union([day, Type.Null()])),
  },
  {
    description:
      "A code during one period, both days inclusive, without `validTo` as long as no end is known. `rates`: fractions above 0 that the code then allows the asking application's sellers, those by a policy included (P-8).",
  },
);
export type SyncedTaxCode = Static<typeof SyncedTaxCode>;

export const TaxcodeSyncAnswer = Type.Object(
  {
    version: Type.String(),
    until: Type.String(),
    more: flag,
    codes: Type.Array(SyncedTaxCode),
  },
  {
    description:
      '`version` of the table; `until`: what to send as `since` next, at once while there is `more`. A code that is told again replaces all periods told of it before; all periods of a code stand on one page.',
  },
);
export type TaxcodeSyncAnswer = Static<typeof TaxcodeSyncAnswer>;
