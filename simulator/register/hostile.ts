// How hostile a tenant's bureau is within the law: the seed that decides, and the behaviours that are left out.
import { type Static, Type } from 'typebox';
import { strict } from './schema-parts.ts';

export const Hostile = Type.Object(
  {
    seed: Type.Integer({ minimum: 0, maximum: 0xffffffff }),
    /** Names of behaviours (`hostility/names.ts`). */
    calm: Type.Optional(Type.Array(Type.String({ maxLength: 64 }), { maxItems: 100 })),
  },
  strict,
);
export type Hostile = Static<typeof Hostile>;
