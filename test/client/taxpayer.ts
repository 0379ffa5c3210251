// A client beside a scripted bureau in virtual time, and what is to be seen of the two from outside.
import { randomBytes } from 'node:crypto';
import { createMemoryAuditLog } from '../../client/audit/audit-log.ts';
import type { Credentials } from '../../client/credentials.ts';
import type { CommandReport } from '../../client/deeds/report.ts';
import type { RolloutOptions } from '../../client/rollout/rollout.ts';
import { createMemoryStore } from '../../client/store/memory-store.ts';
import type { DeedStore } from '../../client/store/store.ts';
import { createTaxClient } from '../../client/tax-client.ts';
import type { TaxCodeStore } from '../../client/tax-codes/sync-table.ts';
import { createFakeBureau, credentials, type Reply } from './fake-bureau.ts';
import { createTestClock } from './test-clock.ts';

export const baseUrl = 'https://localhost:7443/test/v1';

export const createTaxpayer = (
  script: readonly Reply[] = [],
  options: {
    readonly store?: DeedStore;
    readonly format?: 'json' | 'xml';
    readonly credentials?: Credentials;
    readonly taxCodes?: TaxCodeStore;
    readonly rollout?: RolloutOptions;
  } = {},
) => {
  const clock = createTestClock();
  const keys = options.credentials ?? credentials;
  const bureau = createFakeBureau(clock, script, keys);
  const audit = createMemoryAuditLog();
  const blocked: string[] = [];
  const store = options.store ?? createMemoryStore();
  const client = createTaxClient({
    baseUrl,
    credentials: keys,
    clock,
    store,
    ...(options.taxCodes ? { taxCodes: options.taxCodes } : {}),
    ...(options.rollout ? { rollout: options.rollout } : {}),
    fetch: bureau.fetch,
    randomBytes,
    format: options.format ?? 'json',
    audit,
    blocked: ({ commandId, by }) => blocked.push(`${commandId} by ${by}`),
  });
  return { client, bureau, clock, audit, blocked, store };
};

/** How a command ended: the outcome of its report, or the name of what it threw. */
export const endOf = (outcome: Promise<CommandReport>): Promise<string> =>
  outcome.then(
    (report) => report.outcome,
    (error: Error) => error.name,
  );

/** Which interfaces were asked, in order, without their common prefix. */
export const askedOf = (bureau: { readonly seen: readonly { readonly interface: string }[] }): string =>
  bureau.seen.map((seen) => seen.interface.replace('invoice.', '')).join(' ');
