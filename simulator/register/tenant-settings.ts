// The settings of a tenant: how soon its bureau issues and delivers, and what it asks of a month's quota.
import { type Static, Type } from 'typebox';
import { leastRetentionYears, mostRetentionYears } from '../journal/retention.ts';
import { Hostile } from './hostile.ts';
import { MaintenanceCalendar } from './maintenance.ts';
import { RateLimit } from './rate-limit.ts';
import { strict, waitMs, words } from './schema-parts.ts';

export const TenantSettings = Type.Object(
  {
    /** `asynchronous`: every order is accepted (0001) and issued after `issueDelayMs`. */
    issue: words(['synchronous', 'asynchronous']),
    issueDelayMs: waitMs,
    /** B-5: who issues red once a sheet needs nobody's word any more; absent: the seller. */
    redIssue: Type.Optional(words(['seller', 'automatic'])),
    deliveryDelayMs: waitMs,
    /** Of synchronous issue: once so many orders were taken within a second, further ones are accepted only (0001). */
    asynchronousAbovePerSecond: Type.Optional(Type.Union([Type.Integer({ minimum: 0 }), Type.Null()])),
    /** B-4: not after a time but when it was asked for so often while it was issued (`invoice.query`). */
    deliveryAfterQueries: Type.Optional(Type.Integer({ minimum: 1, maximum: 1000 })),
    /** B-4: documents can be had so long after the issue; absent: at once. */
    documentDelayMs: Type.Optional(waitMs),
    /** `failing`: no document can be had, however long one waits; the invoices stay what they are. */
    documents: Type.Optional(words(['made', 'failing'])),
    /** B-7: until last month's return is marked filed, what is available is no more than last month's remainder. */
    filingGate: Type.Optional(Type.Boolean()),
    /** B-16: when the bureau is away. */
    maintenance: Type.Optional(MaintenanceCalendar),
    /** B-17: of each application; null or absent: none. */
    rateLimit: Type.Optional(Type.Union([RateLimit, Type.Null()])),
    /** B-17: above so many genuine requests a second the bureau is busy (3001); null or absent: never by itself. */
    busyAbovePerSecond: Type.Optional(Type.Union([Type.Integer({ minimum: 0 }), Type.Null()])),
    /** Legal but unpleasant: how answers look and how long things take; null or absent: friendly. */
    hostile: Type.Optional(Type.Union([Hostile, Type.Null()])),
    /** B-11: how long the journal is to be kept; what its bounds drop earlier is counted. Absent: the least there is. */
    retentionYears: Type.Optional(Type.Integer({ minimum: leastRetentionYears, maximum: mostRetentionYears })),
  },
  strict,
);
export type TenantSettings = Static<typeof TenantSettings>;
