// A tenant: a closed world of its own inside the bureau, with applications, sellers, books, faults and clock (B-10).
import { createSm2KeyPair } from '../protocol/sm2.ts';
import { writeInstant } from '../protocol/timestamp.ts';
import { createTenantClock } from './clock.ts';
import type { ClockRequest, Controlled, ControlledTenant, View } from './control/controlled.ts';
import type { Arrival, Reception } from './doors/visit.ts';
import type { EventStream } from './events.ts';
import type { Desk } from './exchange/desk.ts';
import { receive } from './exchange/exchange.ts';
import { createUnderWay } from './exchange/under-way.ts';
import { createFaultBook } from './faults/fault-book.ts';
import { createNonceMemory } from './gates/freshness.ts';
import { createJournal } from './journal/journal.ts';
import { openDatabase } from './ledger/database.ts';
import { createLedger } from './ledger/ledger.ts';
import type { OperationContext, StatusChange } from './operations/decision.ts';
import { takeUpOpenOrders } from './operations/open-orders.ts';
import { quotaOf } from './operations/quota.ts';
import type { Profile } from './profiles/profile.ts';
import { createSeededBytes } from './randomness.ts';
import { type Application, patchRegister, type Register, readTenantPatch } from './registry.ts';
import type { Timers } from './system-clock.ts';

export type TenantOptions = {
  readonly id: string;
  readonly seed: number;
  readonly register: Register;
  readonly profile: Profile;
  readonly clock: { readonly mode: 'real' | 'frozen'; readonly now: number };
  readonly timers: Timers;
  readonly events: EventStream;
  /** A file, or `:memory:`. */
  readonly databasePath: string;
  readonly pathPrefix: string;
  readonly ownPort: boolean;
  readonly mostJournalEntries: number;
};
export type Tenant = ControlledTenant & {
  readonly receive: (arrival: Arrival) => Promise<Reception>;
  readonly clock: ReturnType<typeof createTenantClock>;
  readonly applicationIds: () => readonly string[];
  /** Set once the doors are open; part of the view. */
  readonly setBaseUrls: (urls: { readonly https: string; readonly http: string | null }) => void;
  readonly close: () => void;
};

const maskApplication = ({ appSecret: _secret, sm4Key: _key, ...rest }: Application): View => ({
  ...rest,
  appSecret: '***',
  sm4Key: '***',
});

/** Made once, when the first SM2 application or view needs it. */
const createLazyKeys = () => {
  let keys: ReturnType<typeof createSm2KeyPair> | null = null;
  return () => {
    keys ??= createSm2KeyPair();
    return keys;
  };
};

export const createTenant = (options: TenantOptions): Tenant => {
  const { id, events } = options;
  const clock = createTenantClock({ ...options.clock, timers: options.timers });
  const database = openDatabase(options.databasePath);
  const ledger = createLedger(database);
  const journal = createJournal(database, { mostEntries: options.mostJournalEntries });
  const underWay = createUnderWay({ id, clock, journal, events });
  const faults = createFaultBook();
  const nonces = createNonceMemory();
  const random = createSeededBytes(`${options.seed}:${id}`);
  const bureauKeys = createLazyKeys();
  let register = options.register;
  let baseUrls: { readonly https: string; readonly http: string | null } = { https: '', http: null };

  const statusChanged = (change: StatusChange): void =>
    events.publish('status-changed', { tenant: id, ...change, at: writeInstant(change.at) });
  const contextOf = (environment: 'test' | 'production', application: Application): OperationContext => ({
    now: clock.now(),
    environment,
    application,
    sellers: register.sellers,
    settings: register.settings,
    ledger,
    profile: options.profile,
    schedule: (dueAt, run) => void clock.at(dueAt, run),
    statusChanged,
  });
  const desk: Desk = {
    pathPrefix: options.pathPrefix,
    clock,
    register: () => register,
    nonces,
    faults,
    ledger,
    underWay,
    sealing: (application) => ({ application, iv: random(16), bureauPrivateKeyPem: () => bureauKeys().privateKeyPem }),
    operationContext: (request) => contextOf(request.address.environment, request.application as Application),
    nextRequestId: () => `R${Buffer.from(random(12)).toString('hex')}`,
    foreignNonce: () => Buffer.from(random(16)).toString('hex'),
    inventInvoiceNo: () => `99${BigInt(`0x${Buffer.from(random(7)).toString('hex')}`)}`.padEnd(20, '0').slice(0, 20),
    committed: () => ledger.committed(),
  };
  const clockView = (): View => {
    const due = clock.nextDueAt();
    return {
      mode: clock.mode(),
      now: writeInstant(clock.now()),
      nextEventAt: due === null ? null : writeInstant(due),
      inFlight: underWay.list(),
    };
  };
  const view = (): View => ({
    id,
    baseUrls,
    bureauPublicKeyPem: bureauKeys().publicKeyPem,
    clock: clockView(),
    settings: register.settings,
    sellers: [...register.sellers.values()],
    applications: [...register.applications.values()].map(maskApplication),
  });
  takeUpOpenOrders({
    ledger,
    now: clock.now(),
    settings: register.settings,
    sellers: register.sellers,
    schedule: (dueAt, run) => void clock.at(dueAt, run),
    statusChanged,
    profile: options.profile,
  });
  return {
    id,
    ownPort: options.ownPort,
    faults,
    clock,
    view,
    receive: (arrival) => receive(arrival, desk),
    applicationIds: () => [...register.applications.keys()],
    setBaseUrls: (urls) => {
      baseUrls = urls;
    },
    patch: (body): Controlled<View> => {
      const patch = readTenantPatch(body);
      if (!patch.ok) return patch;
      const next = patchRegister(register, patch.value);
      if (!next.ok) return next;
      register = next.value;
      return { ok: true, value: view() };
    },
    clockView,
    moveClock: async (request: ClockRequest): Promise<Controlled<View>> => {
      if (request.mode) clock.setMode(request.mode);
      const moves = request.advanceTo !== undefined || request.advanceMs !== undefined;
      if (moves && clock.mode() === 'real')
        return {
          ok: false,
          problems: [
            {
              pointer: '/mode',
              detail: 'is real: this clock moves by itself',
              remedy: 'Freeze it first: {"mode":"frozen"}.',
            },
          ],
        };
      if (moves) clock.advanceTo(request.advanceTo ?? clock.now() + (request.advanceMs ?? 0));
      await ledger.committed();
      events.publish('clock-advanced', { tenant: id, at: writeInstant(clock.now()) });
      return { ok: true, value: clockView() };
    },
    readJournal: (page) => journal.read(page),
    readLedger: () => ({
      invoices: ledger.invoices().map(({ environment: _environment, ...invoice }) => ({
        ...invoice,
        issuedAt: writeInstant(invoice.issuedAt),
        deliveredAt: invoice.deliveredAt === null ? null : writeInstant(invoice.deliveredAt),
      })),
      orders: ledger
        .orders()
        .map(({ content: _content, ...order }) => ({ ...order, acceptedAt: writeInstant(order.acceptedAt) })),
      quota: [...register.sellers.values()].map((seller) => ({
        sellerTaxNo: seller.taxNo,
        ...quotaOf(ledger, seller, clock.now()),
      })),
    }),
    reset: () => {
      ledger.clear();
      journal.clear();
      faults.clear();
      nonces.clear();
    },
    close: () => database.close(),
  };
};
