// What the client is given and what it offers: the words of its one door.
import type { Format } from '../protocol/envelope.ts';
import type { CallbackStatus } from '../protocol/operations/callback-status.ts';
import type { InvoiceIssue } from '../protocol/operations/invoice-issue.ts';
import type { InvoiceRed } from '../protocol/operations/invoice-red.ts';
import type { InvoiceVoid } from '../protocol/operations/invoice-void.ts';
import type { QuotaQueryAnswer } from '../protocol/operations/quota-query.ts';
import type { RedConfirm } from '../protocol/operations/red-sheet.ts';
import type { RandomBytes } from '../protocol/randomness.ts';
import type { AuditLog } from './audit/audit-log.ts';
import type { Clock } from './clock.ts';
import type { Credentials } from './credentials.ts';
import type { CommandReport } from './deeds/report.ts';
import type { Fetch } from './fetch.ts';
import type { Settings } from './policy/settings.ts';
import type { RolloutOptions, RolloutReport, RolloutWish } from './rollout/rollout.ts';
import type { Blocked } from './single-flight.ts';
import type { DeedKind, DeedStore } from './store/store.ts';
import type { ClientTls } from './system-fetch.ts';
import type { SyncReport, TaxCodeStore } from './tax-codes/sync-table.ts';

export type TaxClientOptions = {
  /** Ends in `/test/v1` or `/production/v1` (T-2); https, or http on loopback (T-1). */
  readonly baseUrl: string;
  readonly format?: Format;
  readonly credentials: Credentials;
  /** The bureau's root in PEM, for the default `fetch` (C-18); the machine's roots where it is absent. */
  readonly ca?: string | null;
  /** For the default `fetch`, when the application is registered for mutual TLS. */
  readonly clientTls?: ClientTls | null;
  readonly fetch?: Fetch;
  readonly clock?: Clock;
  readonly randomBytes?: RandomBytes;
  /** Where open deeds survive; the default forgets them with the process (C-15). */
  readonly store?: DeedStore;
  /** Where the synced table of tax codes is kept; the default forgets it with the process (C-17). */
  readonly taxCodes?: TaxCodeStore;
  readonly settings?: Partial<Settings>;
  /** Where every attempt is written down before its answer is acted upon (C-13); nowhere where absent. */
  readonly audit?: AuditLog;
  /** For a gradual rollout beside an old path (G): what it remembers, and the way to that path. */
  readonly rollout?: RolloutOptions;
  /** Told when a command waits for another one: of its order (C-6), or for its turn after an outage (C-19). */
  readonly blocked?: (waiting: Blocked) => void;
};

/** A payload not yet known to be one: the pre-check says what is wrong with it. */
export type Payload = Readonly<Record<string, unknown>>;

export type CommandOptions = {
  /** What the caller calls this command; kept in the store, so that `resume` can say whose result it brings. */
  readonly commandId?: string;
};

export type ResumedDeed = {
  readonly kind: DeedKind;
  /** The order number, for an order or a reversal. */
  readonly key: string;
  readonly commandId: string;
  readonly outcome: Promise<CommandReport>;
};

/** Each method throws RefusedLocally for what is not sent, and ClientClosed when `close` came first. */
export type TaxClient = {
  /**
   * Issues an order. Resolves with its invoice. Throws RepairOrder, StopAndTellPerson, OrderNumberTaken or OutcomeUnknown,
   * each for what is to be done next. Rates that the synced table does not allow today are refused locally (C-17).
   * During a rollout it resolves as `manual` for an order outside the share, which is left to the old path (G-1).
   */
  readonly issue: (order: InvoiceIssue | Payload, options?: CommandOptions) => Promise<CommandReport>;
  /**
   * Reverses an invoice, whole or by lines, under an order number of its own (C-16). Looks at the original and for open
   * sheets first; waits for the buyer's confirmation where one is due, up to 72 h. Resolves with the red invoice, or as
   * `processing` when a sheet of the buyer waits for `decide`. Throws as `issue` does, and NothingFound.
   */
  readonly red: (request: InvoiceRed | Payload, options?: CommandOptions) => Promise<CommandReport>;
  /** Confirms (Y), refuses (N) or withdraws (C) a confirmation sheet (B-5). Resolves as `done`. Throws as `red` does. */
  readonly decide: (decision: RedConfirm | Payload, options?: CommandOptions) => Promise<CommandReport>;
  /** Voids a paper invoice in its month (B-6). Resolves as `done`, also for one that is void already. Throws as `red` does. */
  readonly void: (request: InvoiceVoid | Payload, options?: CommandOptions) => Promise<CommandReport>;
  /** Reads the table of tax codes on from where the last sync ended, or from `since` (C-17). Throws OutcomeUnknown. */
  readonly sync: (options?: CommandOptions & { readonly since?: string | null }) => Promise<SyncReport>;
  /** What the bureau has under an order number. Throws NothingFound, StopAndTellPerson for `failed`, OutcomeUnknown. */
  readonly query: (orderNo: string, options?: CommandOptions) => Promise<CommandReport>;
  /**
   * Sets the share of orders that is issued here, or kills the rollout; what was begun is finished all the same (G-3).
   * Throws RefusedLocally for what is no share (G-6), OptionsRefused where the option `rollout` was not given.
   */
  readonly rollout: (wish: RolloutWish) => Promise<RolloutReport>;
  /** This month's quota (B-7). Throws OutcomeUnknown. */
  readonly quota: (options?: CommandOptions) => Promise<QuotaQueryAnswer>;
  /**
   * Genuine news of an order, from a callback (C-12): who waits for it asks the bureau at once, for the news alone proves
   * neither amounts nor buyer (C-9). Resolves when that question has been said.
   */
  readonly hear: (news: CallbackStatus) => Promise<void>;
  /** Takes up what a former process left open, oldest first, each beginning with a query (C-15). */
  readonly resume: () => Promise<ResumedDeed[]>;
  /** Stops waiting; commands that are open throw ClientClosed and stay in the store. */
  readonly close: () => Promise<void>;
};
