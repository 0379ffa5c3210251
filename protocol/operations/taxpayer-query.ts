// What the bureau has registered of a taxpayer (section P, `taxpayer.query`).
import type { Static } from 'typebox';
import { Type } from '../schema.ts';

export const TaxpayerQuery = Type.Object(
  { taxNo: Type.String() },
  { description: "One of the application's own sellers." },
);
export type TaxpayerQuery = Static<typeof TaxpayerQuery>;

const words = <const Words extends readonly string[]>(list: Words) =>
  Type.Unsafe<Words[number]>({ type: 'string', enum: list });

export const TaxpayerQueryAnswer = Type.Object(
  {
    name: Type.String(),
    kind: words(['general', 'small-scale']),
    state: words(['active', 'suspended', 'unconfirmed']),
    rates: Type.Array(Type.String()),
    types: Type.Array(words(['81', '82', '85', '86'])),
    risk: words(['normal', 'blocked']),
  },
  {
    description:
      '`rates` are fractions the kind of taxpayer may use today, `types` the approved invoice types. `state` says what would refuse an order as 2001 or 2007, `risk` what would as 2008.',
  },
);
export type TaxpayerQueryAnswer = Static<typeof TaxpayerQueryAnswer>;
