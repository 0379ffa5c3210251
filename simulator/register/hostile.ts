// How hostile a tenant's bureau is within the law: the seed that decides, and the behaviours that are left out.
import type { Static } from 'typebox';
import { Type } from '../../protocol/schema.ts';
import { strict, told } from './schema-parts.ts';

export const Hostile = Type.Object(
  {
    seed: Type.Integer({ minimum: 0, maximum: 0xffffffff }),
    calm: Type.Optional(
      told(
        'Names of behaviours that are left out; a refusal lists all there are.',
        Type.Array(Type.String({ maxLength: 64 }), { maxItems: 100 }),
      ),
    ),
  },
  strict,
);
export type Hostile = Static<typeof Hostile>;
