// A seller as the register has it: identity, approved types and limits, quota, and its standing with the bureau.
import type { Static } from 'typebox';
import { Type } from '../../protocol/schema.ts';
import { money, strict, told, words } from './schema-parts.ts';

export const Seller = Type.Object(
  {
    taxNo: Type.String(),
    name: Type.String({ minLength: 1, maxLength: 100 }),
    kind: words(['general', 'small-scale']),
    address: Type.Optional(Type.String()),
    phone: Type.Optional(Type.String()),
    bank: Type.Optional(Type.String()),
    account: Type.Optional(Type.String()),
    types: Type.Array(words(['81', '82', '85', '86']), { minItems: 1 }),
    quota: told('Monthly total without tax (B-7).', money),
    limits: Type.Optional(
      told(
        'Largest amount of one invoice by type (4102); absent: none.',
        Type.Partial(Type.Object({ '81': money, '82': money, '85': money, '86': money }), strict),
      ),
    ),
    state: Type.Optional(words(['active', 'suspended'])),
    identityConfirmed: Type.Optional(Type.Boolean()),
    riskBlocked: Type.Optional(Type.Boolean()),
  },
  strict,
);
export type Seller = Static<typeof Seller>;
