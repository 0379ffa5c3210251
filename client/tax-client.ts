// The reference taxpayer's one door: a client that issues each order exactly once, whatever the road does (C-1 to C-11, C-15).
import { randomBytes as systemRandomBytes } from 'node:crypto';
import type { Format } from '../protocol/envelope.ts';
import type { InvoiceIssue } from '../protocol/operations/invoice-issue.ts';
import type { QuotaQueryAnswer } from '../protocol/operations/quota-query.ts';
import type { RandomBytes } from '../protocol/randomness.ts';
import type { Wire } from './attempt.ts';
import type { Audit } from './audit.ts';
import type { Clock } from './clock.ts';
import { type Credentials, judgeOptions } from './credentials.ts';
import type { Fetch } from './fetch.ts';
import { type Desk, type OrderReport, runOrder } from './order-procedure.ts';
import { beginOrder, resumeOrder } from './order-progress.ts';
import { ClientClosed, RefusedLocally } from './outcome-errors.ts';
import { defaultSettings, judgeSettings, type Settings } from './policy/settings.ts';
import { precheckOrder } from './precheck/precheck-order.ts';
import { checkSpelling } from './precheck/spelling.ts';
import { askOrder, askQuota } from './queries.ts';
import { type Blocked, createSingleFlight } from './single-flight.ts';
import { createMemoryStore } from './store/memory-store.ts';
import type { OrderStore, StoredOrder } from './store/store.ts';
import { systemClock } from './system-clock.ts';
import { type ClientTls, createSystemFetch } from './system-fetch.ts';

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
  /** Where open orders survive; the default forgets them with the process (C-15). */
  readonly store?: OrderStore;
  readonly settings?: Partial<Settings>;
  /** Told of every attempt (C-13). */
  readonly audit?: Audit;
  /** Told when a command waits for another one of its order (C-6). */
  readonly blocked?: (waiting: Blocked) => void;
};

/** An order not yet known to be one: the pre-check says what is wrong with it. */
export type Payload = Readonly<Record<string, unknown>>;

export type CommandOptions = {
  /** What the caller calls this command; kept in the store, so that `resume` can say whose result it brings. */
  readonly commandId?: string;
};

export type ResumedOrder = {
  readonly orderNo: string;
  readonly commandId: string;
  readonly outcome: Promise<OrderReport>;
};

export type TaxClient = {
  /**
   * Issues an order. Resolves with its invoice. Throws RefusedLocally, RepairOrder, StopAndTellPerson, OrderNumberTaken
   * or OutcomeUnknown, each for what is to be done next; ClientClosed when `close` came first.
   */
  readonly issue: (order: InvoiceIssue | Payload, options?: CommandOptions) => Promise<OrderReport>;
  /** What the bureau has under an order number. Throws NothingFound, StopAndTellPerson for `failed`, OutcomeUnknown. */
  readonly query: (orderNo: string, options?: CommandOptions) => Promise<OrderReport>;
  /** This month's quota (B-7). Throws OutcomeUnknown. */
  readonly quota: (options?: CommandOptions) => Promise<QuotaQueryAnswer>;
  /** Takes up the orders that a former process left open, oldest first, each beginning with a query (C-15). */
  readonly resume: () => Promise<ResumedOrder[]>;
  /** Stops waiting; commands that are open throw ClientClosed and their orders stay in the store. */
  readonly close: () => Promise<void>;
};

type Road = { readonly fetch: Fetch; readonly close: () => Promise<void> };

const openRoad = ({ fetch, ca, clientTls }: TaxClientOptions): Road =>
  fetch ? { fetch, close: async () => undefined } : createSystemFetch({ ca: ca ?? null, clientTls: clientTls ?? null });

const createWire = (
  options: TaxClientOptions,
  given: { readonly fetch: Fetch; readonly settings: Settings; readonly closing: AbortSignal },
): Wire => ({
  baseUrl: options.baseUrl,
  format: options.format ?? 'json',
  credentials: options.credentials,
  fetch: given.fetch,
  clock: options.clock ?? systemClock,
  randomBytes: options.randomBytes ?? systemRandomBytes,
  responseTimeoutMs: given.settings.responseTimeoutMs,
  audit: options.audit ?? null,
  closing: given.closing,
});

type Issue = Pick<StoredOrder, 'orderNo' | 'commandId' | 'order'>;

/**
 * An order known from before may have been issued: it begins with a query, whatever its content now (C-8, C-15). One that
 * was handed over and is given again gets the patience of a new command.
 */
const beginIssue = async (desk: Desk, issue: Issue): Promise<OrderReport> => {
  const known = await desk.store.find(issue.orderNo);
  const polling = known?.state === 'open' ? known.polling : null;
  const record = {
    ...issue,
    state: 'open',
    begunAtMs: known?.begunAtMs ?? desk.wire.clock.now(),
    attempts: 0,
    polling,
  } as const;
  return runOrder(desk, record, known ? resumeOrder(polling) : beginOrder());
};

/** Makes the client. Throws OptionsRefused when address, keys or settings cannot be used. */
export const createTaxClient = (options: TaxClientOptions): TaxClient => {
  const settings: Settings = { ...defaultSettings, ...options.settings };
  judgeOptions(options);
  judgeSettings(settings);
  const closing = new AbortController();
  const road = openRoad(options);
  const wire = createWire(options, { fetch: road.fetch, settings, closing: closing.signal });
  const desk: Desk = { wire, store: options.store ?? createMemoryStore(), settings };
  const flights = createSingleFlight(options.blocked ?? (() => undefined));

  const takeUp = (stored: StoredOrder): ResumedOrder => {
    const { orderNo, commandId, order, polling } = stored;
    const outcome = flights.board({ orderNo, commandId, order }, () => runOrder(desk, stored, resumeOrder(polling)));
    outcome.catch(() => undefined);
    return { orderNo, commandId, outcome };
  };

  return {
    issue: async (given, { commandId = 'issue' } = {}) => {
      closing.signal.throwIfAborted();
      const order = structuredClone(given);
      const checked = precheckOrder(order);
      if (!checked.ok)
        throw new RefusedLocally(checked.errors, typeof order.orderNo === 'string' ? order.orderNo : null);
      const unsayable = checkSpelling(order, wire.format);
      if (unsayable.length > 0) throw new RefusedLocally(unsayable, checked.order.orderNo);
      const issue = { orderNo: checked.order.orderNo, commandId, order };
      return flights.board(issue, () => beginIssue(desk, issue));
    },
    query: async (orderNo, { commandId = 'query' } = {}) => {
      closing.signal.throwIfAborted();
      return flights.board({ orderNo, commandId, order: null }, () => askOrder(desk, { orderNo, commandId }));
    },
    quota: async ({ commandId = 'quota' } = {}) => {
      closing.signal.throwIfAborted();
      return askQuota(desk, commandId);
    },
    resume: async () => {
      closing.signal.throwIfAborted();
      const stored = await desk.store.list();
      return stored.flatMap((order) => (order.state === 'open' ? [takeUp(order)] : []));
    },
    close: async () => {
      closing.abort(new ClientClosed());
      await road.close();
    },
  };
};
