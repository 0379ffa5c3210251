// What a tenant owns: its clock, books, journal, faults, nonces, keys and dice; shared with no other tenant (B-10).
import type { KeyObject } from 'node:crypto';
import { writeInstant } from '../../protocol/timestamp.ts';
import { createTenantClock, type Pace, type TenantClock } from '../clock.ts';
import { createDelivery, type Delivery } from '../delivery/delivery.ts';
import { createPostPush } from '../delivery/post-push.ts';
import { viewUnderWay } from '../delivery/views.ts';
import type { EventStream } from '../events.ts';
import type { ExchangeLine } from '../exchange/exchange-line.ts';
import { createUnderWay, type UnderWay } from '../exchange/under-way.ts';
import { createFaultBook, type FaultBook } from '../faults/fault-book.ts';
import { createNonceMemory, type NonceMemory } from '../gates/freshness.ts';
import { createTraffic, type Traffic } from '../gates/traffic.ts';
import type { Hostility } from '../hostility/hostility.ts';
import { createStage, type Stage } from '../journal/actor.ts';
import type { JournalBounds } from '../journal/chained-table.ts';
import { type ChangeBook, createChangeBook } from '../journal/changes.ts';
import { createIvMemory, type IvMemory } from '../journal/iv-memory.ts';
import { createJournal, type Journal } from '../journal/journal.ts';
import { notedPush, notedStatus } from '../journal/noted.ts';
import { notingSheets } from '../journal/noting-sheets.ts';
import { isWithinRetention, leastRetentionYears } from '../journal/retention.ts';
import { type Database, openDatabase } from '../ledger/database.ts';
import type { Durability } from '../ledger/durability.ts';
import { createLedger, type Ledger } from '../ledger/ledger.ts';
import type { JournalBook, Tally } from '../metrics/tally.ts';
import type { StatusChange } from '../operations/decision.ts';
import type { Profile } from '../profiles/profile.ts';
import { createDice, createSeededBytes } from '../randomness.ts';
import { createRecentCount, type RecentCount } from '../recent-count.ts';
import type { Register } from '../register/register.ts';
import type { Timers } from '../system-clock.ts';
import { createTaxCodeBook, type TaxCodeBook } from '../tax-codes/tax-code-book.ts';
import type { TaxTable } from '../tax-codes/tax-codes.ts';
import type { Sm2Root } from '../tls/sm2-root.ts';
import type { BaseUrls } from './base-urls.ts';
import { type BureauKeys, createBureauKeys } from './bureau-keys.ts';

export type TenantOptions = {
  readonly id: string;
  readonly seed: number;
  readonly register: Register;
  /** As the register's settings have it; null or absent: a friendly tenant. */
  readonly hostility?: Hostility | null;
  readonly profile: Profile;
  /** The table of codes that the tenant begins with. */
  readonly taxTable: () => TaxTable;
  readonly clock: Pace & { readonly now: number; readonly since?: number | null };
  readonly timers: Timers;
  readonly events: EventStream;
  /** A file, or `:memory:`. */
  readonly databasePath: string;
  /** Of books on disk; `process` where absent. */
  readonly durability?: Durability;
  /** Whether answers say in headers why they are what they are; not where absent. */
  readonly explain?: boolean;
  readonly pathPrefix: string;
  readonly ownPort: boolean;
  /** Whether others are met at that port at present; never where absent. */
  readonly sharesPort?: () => boolean;
  readonly journalBounds: JournalBounds;
  /** Ids of applications of other tenants: an appId is one tenant's. */
  readonly foreignAppIds: () => ReadonlySet<string>;
  /** Hosts, beside this machine, that are pushed to. */
  readonly callbackHosts: readonly string[];
  /** Under which the certificates of applications stand (E-3). */
  readonly sm2Root: () => Sm2Root;
  /** A certificate for the TLS handshake, PEM (T-6). */
  readonly certifyClient: (appId: string, publicKey: KeyObject) => string;
  /** Told of failures of ours that no exchange meets. */
  readonly onFailure: (error: unknown) => void;
  /** Counts for the whole bureau. */
  readonly tally: Tally;
  /** Told of each exchange that has ended; for the log. */
  readonly onExchange: (line: ExchangeLine) => void;
};

export type World = {
  readonly options: TenantOptions;
  readonly clock: TenantClock;
  readonly database: Database;
  readonly ledger: Ledger;
  readonly journal: Journal;
  readonly changes: ChangeBook;
  readonly stage: Stage;
  readonly underWay: UnderWay;
  readonly faults: FaultBook;
  readonly nonces: NonceMemory;
  readonly ivs: IvMemory;
  /** Orders taken within the last second. */
  readonly load: RecentCount;
  readonly traffic: Traffic;
  readonly taxCodes: TaxCodeBook;
  readonly random: (n: number) => Uint8Array;
  readonly bureauKeys: () => BureauKeys;
  readonly delivery: Delivery;
  readonly statusChanged: (change: StatusChange) => void;
  /** Aborts when the tenant is removed. */
  readonly closing: AbortController;
  /** Aborts when the bureau is about to close. */
  readonly windingUp: AbortController;
  /** Known once the doors are open. */
  baseUrls: BaseUrls;
  /** Replaced as a whole when the register is patched. */
  register: Register;
  /** Always the one of the register's settings. */
  hostility: Hostility | null;
};

const deliveryOf = (world: Omit<World, 'delivery' | 'statusChanged'>): Delivery => {
  const { options, database, ledger, clock, faults, closing } = world;
  const { id, events } = options;
  return createDelivery({
    database,
    ledger,
    clock,
    faults,
    seed: `${options.seed}:${id}`,
    postPush: createPostPush(options.timers),
    sealOf: (appId, iv) => {
      const application = world.register.applications.get(appId);
      if (!application) return null;
      const style = world.hostility?.pushStyleOf(Buffer.from(iv).toString('hex'));
      const bureauPrivateKeyPem = () => world.bureauKeys().privateKeyPem;
      return { application, iv, foreignNonce: '', bureauPrivateKeyPem, ...(style ? { style } : {}) };
    },
    tell: (event, push) =>
      events.publish(event, { tenant: id, at: writeInstant(world.clock.now()), ...viewUnderWay(push) }),
    note: (push, attempt) => {
      if (attempt.outcome !== null) options.tally.push(attempt.outcome);
      world.changes.note(notedPush(push, attempt, clock.now()));
    },
    closing: closing.signal,
    onFailure: options.onFailure,
  });
};

export const createWorld = (options: TenantOptions): World => {
  const { id, events } = options;
  const clock = createTenantClock({ ...options.clock, timers: options.timers });
  const database = openDatabase(options.databasePath, options.durability);
  let register = (): Register => options.register;
  const isRetained = (at: string): boolean =>
    isWithinRetention(at, { now: clock.now(), years: register().settings.retentionYears ?? leastRetentionYears });
  const { timers, tally, journalBounds } = options;
  const keeping = (book: JournalBook) => ({ ...journalBounds, isRetained, onDrop: () => tally.dropped(book) });
  const changes = createChangeBook(database, keeping('changes'));
  const stage = createStage();
  const ledger = notingSheets(createLedger(database), { changes, stage, now: clock.now });
  const journal = createJournal(database, keeping('exchanges'));
  const world = {
    options,
    clock,
    database,
    ledger,
    journal,
    changes,
    stage,
    underWay: createUnderWay({
      ...{ id, clock, journal, events },
      elapsedMs: timers.elapsedMs,
      ended: (line) => {
        tally.exchange(line);
        options.onExchange(line);
      },
    }),
    faults: createFaultBook({
      now: clock.now,
      dice: createDice(createSeededBytes(`${options.seed}:${id}:faults`)),
      acted: tally.fault,
    }),
    nonces: createNonceMemory(),
    ivs: createIvMemory(),
    load: createRecentCount(1000),
    traffic: createTraffic(),
    taxCodes: createTaxCodeBook(database, options.taxTable),
    // What a bureau drew before it was stopped is not drawn again by the next one on the same books: IVs stay fresh (E-4).
    random: createSeededBytes(`${options.seed}:${id}:${journal.lastSeq()}`),
    bureauKeys: createBureauKeys(id, options.databasePath),
    closing: new AbortController(),
    windingUp: new AbortController(),
    register: options.register,
    hostility: options.hostility ?? null,
    baseUrls: { https: '', http: null } as BaseUrls,
  };
  register = () => world.register;
  const delivery = deliveryOf(world);
  return Object.assign(world, {
    delivery,
    statusChanged: (change: StatusChange) => {
      if (change.to === 'issued') tally.invoice();
      events.publish('status-changed', { tenant: id, ...change, at: writeInstant(change.at) });
      world.changes.note(notedStatus(change, world.stage.actor()));
      delivery.statusChanged(change);
    },
  });
};
