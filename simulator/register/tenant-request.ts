// What the control port is sent to make a tenant, or to change its register.
import type { Static } from 'typebox';
import { Type } from '../../protocol/schema.ts';
import { clockModes, fastestRate, slowestRate } from '../clock.ts';
import { Application } from './application.ts';
import { strict, words } from './schema-parts.ts';
import { Seller } from './seller.ts';
import { TenantSettings } from './tenant-settings.ts';

/** `rate` hurries a real clock, which shows `now` at the machine's instant `since`, or at once where that is absent. */
const TenantTime = Type.Object(
  {
    mode: words(clockModes),
    rate: Type.Optional(Type.Number({ minimum: slowestRate, maximum: fastestRate })),
    now: Type.Optional(Type.String()),
    since: Type.Optional(Type.String()),
  },
  strict,
);

export const TenantRequest = Type.Object(
  {
    id: Type.Optional(Type.String({ pattern: '^[0-9A-Za-z_-]{1,64}$' })),
    ownPort: Type.Optional(Type.Boolean()),
    seed: Type.Optional(Type.Integer({ minimum: 0, maximum: 0xffffffff })),
    profile: Type.Optional(Type.String()),
    clock: Type.Optional(TenantTime),
    settings: Type.Optional(Type.Partial(TenantSettings, strict)),
    sellers: Type.Array(Seller, { minItems: 1 }),
    applications: Type.Array(Application, { minItems: 1 }),
  },
  strict,
);
export type TenantRequest = Static<typeof TenantRequest>;

export const TenantPatch = Type.Object(
  {
    settings: Type.Optional(Type.Partial(TenantSettings, strict)),
    sellers: Type.Optional(Type.Array(Type.Intersect([Type.Object({ taxNo: Type.String() }), Type.Partial(Seller)]))),
    applications: Type.Optional(
      Type.Array(Type.Intersect([Type.Object({ appId: Type.String() }), Type.Partial(Application)])),
    ),
  },
  strict,
);
export type TenantPatch = Static<typeof TenantPatch>;
