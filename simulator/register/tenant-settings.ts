// The settings of a tenant: how soon its bureau issues and delivers, and what it asks of a month's quota.
import type { Static } from 'typebox';
import { Type } from '../../protocol/schema.ts';
import { leastRetentionYears, mostRetentionYears } from '../journal/retention.ts';
import { Hostile } from './hostile.ts';
import { MaintenanceCalendar } from './maintenance.ts';
import { RateLimit } from './rate-limit.ts';
import { strict, told, waitMs, words } from './schema-parts.ts';

export const TenantSettings = Type.Object(
  {
    issue: told(
      '`asynchronous`: every order is accepted (0001) and issued after `issueDelayMs`.',
      words(['synchronous', 'asynchronous']),
    ),
    issueDelayMs: waitMs,
    redIssue: Type.Optional(
      told(
        "B-5: who issues red once a sheet needs nobody's word any more; absent: the seller.",
        words(['seller', 'automatic']),
      ),
    ),
    deliveryDelayMs: waitMs,
    asynchronousAbovePerSecond: Type.Optional(
      told(
        'Of synchronous issue: once so many orders were taken within a second, further ones are accepted only (0001).',
        Type.Union([Type.Integer({ minimum: 0 }), Type.Null()]),
      ),
    ),
    deliveryAfterQueries: Type.Optional(
      told(
        'B-4: not after a time but when it was asked for so often while it was issued (`invoice.query`).',
        Type.Integer({ minimum: 1, maximum: 1000 }),
      ),
    ),
    documentDelayMs: Type.Optional(told('B-4: documents can be had so long after the issue; absent: at once.', waitMs)),
    documents: Type.Optional(
      told(
        '`failing`: no document can be had, however long one waits; the invoices stay what they are.',
        words(['made', 'failing']),
      ),
    ),
    filingGate: Type.Optional(
      told(
        "B-7: until last month's return is marked filed, what is available is no more than last month's remainder.",
        Type.Boolean(),
      ),
    ),
    maintenance: Type.Optional(told('B-16: when the bureau is away.', MaintenanceCalendar)),
    rateLimit: Type.Optional(
      told('B-17: of each application; null or absent: none.', Type.Union([RateLimit, Type.Null()])),
    ),
    busyAbovePerSecond: Type.Optional(
      told(
        'B-17: above so many genuine requests a second the bureau is busy (3001); null or absent: never by itself.',
        Type.Union([Type.Integer({ minimum: 0 }), Type.Null()]),
      ),
    ),
    hostile: Type.Optional(
      told(
        'Legal but unpleasant: how answers look and how long things take; null or absent: friendly.',
        Type.Union([Hostile, Type.Null()]),
      ),
    ),
    retentionYears: Type.Optional(
      told(
        'B-11: how long the journal is to be kept; what its bounds drop earlier is counted. Absent: the least there is.',
        Type.Integer({ minimum: leastRetentionYears, maximum: mostRetentionYears }),
      ),
    ),
  },
  strict,
);
export type TenantSettings = Static<typeof TenantSettings>;
