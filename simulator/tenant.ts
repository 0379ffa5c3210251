// A tenant: a closed world of its own inside the bureau, with applications, sellers, books, faults and clock (B-10).
import type { TenantClock } from './clock.ts';
import type { Controlled, ControlledTenant, View } from './control/controlled.ts';
import type { PageRequest } from './control/read-page.ts';
import { viewLetter, viewPushes } from './delivery/views.ts';
import { type DocumentRoom, isDownload, serveDocument } from './documents/serve-document.ts';
import { writeDocument } from './documents/write-document.ts';
import type { Arrival, Reception } from './doors/visit.ts';
import { receive } from './exchange/exchange.ts';
import { loadHostility } from './hostility/load-hostility.ts';
import type { ExportWish } from './journal/export-wish.ts';
import type { Measures } from './metrics/present.ts';
import { takeUpOpenOrders } from './operations/open-orders.ts';
import { judgeCertificates } from './register/judge-certificates.ts';
import type { Register } from './register/register.ts';
import type { BaseUrls } from './tenancy/base-urls.ts';
import { changeTaxCodes } from './tenancy/change-tax-codes.ts';
import { createDesk } from './tenancy/desk.ts';
import { judgeForeignIds } from './tenancy/judge-tenancy.ts';
import { moveClock } from './tenancy/move-clock.ts';
import { actOnSheets, putStock, readSheets, readStock, setMark } from './tenancy/red-acts.ts';
import { setQuota } from './tenancy/set-quota.ts';
import { createSnapshots } from './tenancy/snapshots.ts';
import { viewClock, viewLedger, viewTenant } from './tenancy/views.ts';
import { createWorld, type TenantOptions, type World } from './tenancy/world.ts';

export type Tenant = ControlledTenant & {
  readonly receive: (arrival: Arrival) => Promise<Reception>;
  readonly clock: TenantClock;
  readonly applicationIds: () => readonly string[];
  readonly register: () => Register;
  /** For metrics. */
  readonly measure: () => Measures;
  /** Set once the doors are open; part of the view. */
  readonly setBaseUrls: (urls: BaseUrls) => void;
  /** Lets go who waits for what cannot come by itself; resolves when no push is on its way. */
  readonly windUp: () => Promise<void>;
  /** Lets go who is held, stops the clock, closes the books. */
  readonly close: () => void;
};

const patchWorld = async (world: World, body: unknown): Promise<Controlled<null>> => {
  // Loaded at its first use: a bureau that nobody steers is ready sooner.
  const { patchRegister, readTenantPatch } = await import('./register/read-register.ts');
  const patch = readTenantPatch(body);
  if (!patch.ok) return patch;
  const { hostile } = patch.value.settings ?? {};
  // Nothing is waited for between here and the change.
  const hostility = await loadHostility(hostile, world.options.id);
  const problems = judgeForeignIds(patch.value.applications ?? [], world.options.foreignAppIds());
  if (problems.length > 0) return { ok: false, problems };
  const { options, clock } = world;
  const unfit = judgeCertificates(patch.value.applications ?? [], {
    rootPem: () => options.sm2Root().pem,
    now: clock.now(),
  });
  if (unfit.length > 0) return { ok: false, problems: unfit };
  const next = patchRegister(world.register, patch.value);
  if (!next.ok) return next;
  world.register = next.value;
  if (hostile !== undefined) world.hostility = hostility;
  return { ok: true, value: null };
};

/** The help desk is loaded when it is first asked. */
const explainFromJournal = async (world: World, seq: number): Promise<View | null> => {
  const [entry] = world.journal.read({ after: seq - 1, limit: 1 }).entries;
  if (entry?.seq !== seq) return null;
  const { explainEntry } = await import('./explain/explain-journal.ts');
  return explainEntry(entry, world.register);
};

const nameInJournal = async (world: World, wish: PageRequest): Promise<View> => {
  const page = world.journal.read(wish);
  const { nameMistakes } = await import('./explain/explain-journal.ts');
  return { ...page, entries: await nameMistakes(page.entries, world.register) };
};

/** Loaded when the first export is asked for. */
async function* writeExport({ journal, changes, register }: World, wish: ExportWish) {
  const { exportJournal } = await import('./journal/export-journal.ts');
  yield* exportJournal({ journal, changes, register, wish });
}

const takeUp = (world: World): void => {
  world.delivery.postOffice.takeUp();
  takeUpOpenOrders({
    ledger: world.ledger,
    now: world.clock.now(),
    settings: world.register.settings,
    tempo: world.hostility?.tempoOf() ?? null,
    get sellers() {
      return world.register.sellers;
    },
    schedule: (dueAt, run) => void world.clock.at(dueAt, run),
    statusChanged: world.statusChanged,
    profile: world.options.profile,
  });
};

const resetWorld = (world: World): void => {
  const { ledger, delivery, journal, changes, faults, nonces, ivs, load, traffic, taxCodes } = world;
  for (const emptied of [ledger, delivery, journal, changes, faults, nonces, ivs, load, traffic, taxCodes])
    emptied.clear();
  world.hostility?.clear();
};

const closeWorld = ({ closing, clock, underWay, database }: World): void => {
  closing.abort();
  clock.stop();
  underWay.close();
  database.close();
};

const documentRoomOf = (world: World): DocumentRoom => ({
  pathPrefix: world.options.pathPrefix,
  ledger: world.ledger,
  register: () => world.register,
  now: world.clock.now,
  tempo: () => world.hostility?.tempoOf() ?? null,
  statusChanged: world.statusChanged,
  taxTable: world.taxCodes.table,
});

export const createTenant = (options: TenantOptions): Tenant => {
  const world = createWorld(options);
  const desk = createDesk(world);
  takeUp(world);
  const view = (): View => viewTenant(world);
  return {
    id: options.id,
    get ownPort() {
      return options.ownPort && !options.sharesPort?.();
    },
    faults: world.faults,
    clock: world.clock,
    view,
    register: () => world.register,
    receive: (arrival) =>
      isDownload(arrival, options.pathPrefix) ? serveDocument(arrival, documentRoomOf(world)) : receive(arrival, desk),
    applicationIds: () => [...world.register.applications.keys()],
    measure: () => ({
      underWay: world.underWay.list().map(({ state }) => state),
      journal: { exchanges: world.journal.table.kept(), changes: world.changes.table.kept() },
    }),
    setBaseUrls: (urls) => {
      world.baseUrls = urls;
    },
    patch: async (body) => {
      const patched = await patchWorld(world, body);
      return patched.ok ? { ok: true, value: view() } : patched;
    },
    clockView: () => viewClock(world),
    isAtWork: () => world.underWay.list().length + world.delivery.postOffice.underWay().length > 0,
    moveClock: (request) => moveClock(world, request),
    readJournal: (page) => world.journal.read(page),
    nameMistakes: (page) => nameInJournal(world, page),
    explainExchange: (seq) => explainFromJournal(world, seq),
    readChanges: (page) => world.changes.read(page),
    exportJournal: (wish) => writeExport(world, wish),
    verifyJournal: async () => {
      const { verifyJournal } = await import('./journal/verify-journal.ts');
      return verifyJournal({ exchanges: world.journal.table, changes: world.changes.table });
    },
    readLedger: (query = null) => viewLedger(world, query),
    readCallbacks: (page) => viewPushes(world.delivery.pushes(page), page.limit),
    readOutbox: (shown) => ({ letters: world.delivery.outbox.letters().map((letter) => viewLetter(letter, shown)) }),
    readAccount: world.delivery.accountOf,
    readDocument: async (invoiceNo, kind) => {
      const invoice = world.ledger.findInvoice(invoiceNo);
      return invoice ? writeDocument(invoice, kind, world.taxCodes.table()) : null;
    },
    setQuota: (body) => setQuota(world, body),
    readTaxCodes: world.taxCodes.view,
    changeTaxCodes: (body) => changeTaxCodes(world, body),
    setMark: (body) => setMark(world, body),
    readSheets: () => readSheets(world),
    actOnSheets: (body) => actOnSheets(world, body),
    readStock: () => readStock(world),
    putStock: (body) => putStock(world, body),
    snapshots: createSnapshots(world, () => takeUp(world)),
    issueCertificate: async (body) => (await import('./tenancy/issue-certificate.ts')).issueCertificate(world, body),
    reset: () => resetWorld(world),
    windUp: () => {
      world.windingUp.abort();
      return world.delivery.postOffice.idle();
    },
    close: () => closeWorld(world),
  };
};
