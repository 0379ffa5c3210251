// The reference taxpayer's one door: a client that does each thing exactly once, whatever the road does (C-1 to C-17).
import { randomBytes as systemRandomBytes } from 'node:crypto';
import type { InvoiceIssue } from '../protocol/operations/invoice-issue.ts';
import { dateOf } from '../protocol/timestamp.ts';
import { judgeOptions } from './credentials.ts';
import { beginDeed, resumeDeed } from './deeds/begin-deed.ts';
import { decisionErrand, type Errand, issueErrand, redErrand, voidErrand } from './deeds/errands.ts';
import type { CommandReport } from './deeds/report.ts';
import { orderNoOf } from './deeds/run-deed.ts';
import type { Desk } from './desk.ts';
import type { Fetch } from './fetch.ts';
import { ClientClosed, RefusedLocally } from './outcome-errors.ts';
import { createPager } from './pager.ts';
import { defaultSettings, judgeSettings, type Settings } from './policy/settings.ts';
import { checkSpelling } from './precheck/spelling.ts';
import { askOrder, askQuota } from './queries.ts';
import { createRecovery } from './recovery.ts';
import { createRollout, noRollout } from './rollout/rollout.ts';
import { type Blocked, createSingleFlight, type SingleFlight } from './single-flight.ts';
import { createMemoryStore } from './store/memory-store.ts';
import type { JoinedCommand, StoredDeed } from './store/store.ts';
import { systemClock } from './system-clock.ts';
import { createSystemFetch, type SystemFetch } from './system-fetch.ts';
import type { Payload, ResumedDeed, TaxClient, TaxClientOptions } from './tax-client-options.ts';
import { createMemoryTaxCodes } from './tax-codes/stores.ts';
import { syncTable } from './tax-codes/sync-table.ts';
import { checkAgainstTable } from './tax-codes/table.ts';

const openRoad = ({ fetch, ca, clientTls }: TaxClientOptions): SystemFetch =>
  fetch ? { fetch, close: () => undefined } : createSystemFetch({ ca: ca ?? null, clientTls: clientTls ?? null });

const createDesk = (
  options: TaxClientOptions,
  given: { readonly fetch: Fetch; readonly settings: Settings; readonly closing: AbortSignal },
): Desk => ({
  wire: {
    baseUrl: options.baseUrl,
    format: options.format ?? 'json',
    credentials: options.credentials,
    fetch: given.fetch,
    clock: options.clock ?? systemClock,
    randomBytes: options.randomBytes ?? systemRandomBytes,
    responseTimeoutMs: given.settings.responseTimeoutMs,
    audit: options.audit ?? null,
    closing: given.closing,
  },
  store: options.store ?? createMemoryStore(),
  settings: given.settings,
  pager: createPager(),
  recovery: createRecovery(options.blocked ?? (() => undefined), given.closing),
});

/** How every deed comes to the bureau, begun now or by a former process: one flight for each (C-6). */
const createDispatch = (desk: Desk, flights: SingleFlight, blocked: (waiting: Blocked) => void) => ({
  /** `judge` may still refuse it locally, once it is its turn. */
  board: (errand: Errand, judge: () => Promise<void> = async () => undefined): Promise<CommandReport> => {
    const unsayable = checkSpelling(errand.payload, desk.wire.format);
    if (unsayable.length > 0) throw new RefusedLocally(unsayable, orderNoOf(errand));
    return flights.board(errand, () => judge().then(() => beginDeed(desk, errand)));
  },
  /** One outcome for the command that began it and all that joined it. */
  takeUp: (stored: StoredDeed, joined: readonly JoinedCommand[]): ResumedDeed[] => {
    const { kind, key } = stored;
    const waiting = joined.filter((command) => command.key === key);
    const part = () => Promise.all(waiting.map(desk.store.part));
    const outcome = flights.board(stored, () => resumeDeed(desk, stored)).finally(part);
    for (const { commandId } of waiting) blocked({ commandId, by: stored.commandId });
    outcome.catch(() => undefined);
    return [stored, ...waiting].map(({ commandId }) => ({ kind, key, commandId, outcome }));
  },
});

/** Makes the client. Throws OptionsRefused when address, keys or settings cannot be used. */
export const createTaxClient = (options: TaxClientOptions): TaxClient => {
  const settings: Settings = { ...defaultSettings, ...options.settings };
  judgeOptions(options);
  judgeSettings(settings);
  const closing = new AbortController();
  const road = openRoad(options);
  const desk = createDesk(options, { fetch: road.fetch, settings, closing: closing.signal });
  const { wire } = desk;
  const taxCodes = options.taxCodes ?? createMemoryTaxCodes();
  const blocked = options.blocked ?? (() => undefined);
  const flights = createSingleFlight(blocked, desk.store);
  const { board, takeUp } = createDispatch(desk, flights, blocked);
  const rollout = options.rollout ? createRollout(options.rollout, () => wire.clock.now()) : noRollout;

  const refuseStale = async (order: InvoiceIssue): Promise<void> => {
    const stale = checkAgainstTable(order, await taxCodes.load(), dateOf(wire.clock.now()));
    if (stale.length > 0) throw new RefusedLocally(stale, order.orderNo);
  };

  const deedBy =
    (errandOf: (given: Payload, commandId: string) => Errand, name: string): TaxClient['red'] =>
    async (given, { commandId = name } = {}) => {
      closing.signal.throwIfAborted();
      return board(errandOf(given, commandId));
    };

  return {
    issue: async (given, { commandId = 'issue' } = {}) => {
      closing.signal.throwIfAborted();
      const payload = structuredClone(given);
      const automatically = async (): Promise<CommandReport> => {
        const { order, ...errand } = issueErrand(payload, commandId);
        return board(errand, () => refuseStale(order));
      };
      return rollout.carry(payload, automatically);
    },
    red: deedBy(redErrand, 'red'),
    decide: deedBy(decisionErrand, 'decide'),
    void: deedBy(voidErrand, 'void'),
    sync: async ({ since = null, commandId = 'sync' } = {}) => {
      closing.signal.throwIfAborted();
      return syncTable(desk, taxCodes, { since, commandId });
    },
    query: async (orderNo, { commandId = 'query' } = {}) => {
      closing.signal.throwIfAborted();
      return flights.board({ key: orderNo, commandId, payload: null }, () => askOrder(desk, { orderNo, commandId }));
    },
    rollout: async (wish) => {
      closing.signal.throwIfAborted();
      return rollout.direct(wish);
    },
    quota: async ({ commandId = 'quota' } = {}) => {
      closing.signal.throwIfAborted();
      return askQuota(desk, commandId);
    },
    hear: ({ orderNo }) => desk.pager.call(orderNo),
    resume: async () => {
      closing.signal.throwIfAborted();
      const [deeds, joined] = await Promise.all([desk.store.list(), desk.store.joined()]);
      return deeds.filter(({ state }) => state === 'open').flatMap((deed) => takeUp(deed, joined));
    },
    close: async () => {
      closing.abort(new ClientClosed());
      road.close();
    },
  };
};
