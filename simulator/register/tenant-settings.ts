// The settings of a tenant: how soon its bureau issues and delivers.
import { type Static, Type } from 'typebox';
import { strict, waitMs, words } from './schema-parts.ts';

export const TenantSettings = Type.Object(
  { issue: words(['synchronous', 'asynchronous']), issueDelayMs: waitMs, deliveryDelayMs: waitMs },
  strict,
);
export type TenantSettings = Static<typeof TenantSettings>;
