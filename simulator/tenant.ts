// A tenant: a closed world of its own inside the bureau, with applications, sellers, books, faults and clock (B-10).
import type { TenantClock } from './clock.ts';
import type { Controlled, ControlledTenant, View } from './control/controlled.ts';
import { viewLetter, viewPush } from './delivery/views.ts';
import type { Arrival, Reception } from './doors/visit.ts';
import { receive } from './exchange/exchange.ts';
import { takeUpOpenOrders } from './operations/open-orders.ts';
import type { Register } from './register/register.ts';
import { createDesk } from './tenancy/desk.ts';
import { judgeForeignIds } from './tenancy/judge-tenancy.ts';
import { moveClock } from './tenancy/move-clock.ts';
import { setQuota } from './tenancy/set-quota.ts';
import { type BaseUrls, viewClock, viewLedger, viewTenant } from './tenancy/views.ts';
import { createWorld, type TenantOptions, type World } from './tenancy/world.ts';

export type Tenant = ControlledTenant & {
  readonly receive: (arrival: Arrival) => Promise<Reception>;
  readonly clock: TenantClock;
  readonly applicationIds: () => readonly string[];
  readonly register: () => Register;
  /** Set once the doors are open; part of the view. */
  readonly setBaseUrls: (urls: BaseUrls) => void;
  /** Lets go who is held, stops the clock, closes the books. */
  readonly close: () => void;
};

const patchWorld = async (world: World, body: unknown): Promise<Controlled<null>> => {
  // Loaded at its first use: a bureau that nobody steers is ready sooner.
  const { patchRegister, readTenantPatch } = await import('./register/read-register.ts');
  const patch = readTenantPatch(body);
  if (!patch.ok) return patch;
  const problems = judgeForeignIds(patch.value.applications ?? [], world.options.foreignAppIds());
  if (problems.length > 0) return { ok: false, problems };
  const next = patchRegister(world.register, patch.value);
  if (!next.ok) return next;
  world.register = next.value;
  return { ok: true, value: null };
};

const takeUp = (world: World): void => {
  world.delivery.postOffice.takeUp();
  takeUpOpenOrders({
    ledger: world.ledger,
    now: world.clock.now(),
    settings: world.register.settings,
    sellers: world.register.sellers,
    schedule: (dueAt, run) => void world.clock.at(dueAt, run),
    statusChanged: world.statusChanged,
    profile: world.options.profile,
  });
};

const closeWorld = ({ closing, clock, underWay, database }: World): void => {
  closing.abort();
  clock.stop();
  underWay.close();
  database.close();
};

export const createTenant = (options: TenantOptions): Tenant => {
  const world = createWorld(options);
  const desk = createDesk(world);
  let baseUrls: BaseUrls = { https: '', http: null };
  takeUp(world);
  const view = (): View => viewTenant(world, baseUrls);
  return {
    id: options.id,
    ownPort: options.ownPort,
    faults: world.faults,
    clock: world.clock,
    view,
    receive: (arrival) => receive(arrival, desk),
    register: () => world.register,
    applicationIds: () => [...world.register.applications.keys()],
    setBaseUrls: (urls) => {
      baseUrls = urls;
    },
    patch: async (body) => {
      const patched = await patchWorld(world, body);
      return patched.ok ? { ok: true, value: view() } : patched;
    },
    clockView: () => viewClock(world),
    moveClock: (request) => moveClock(world, request),
    readJournal: (page) => world.journal.read(page),
    readLedger: () => viewLedger(world),
    readCallbacks: () => ({ pushes: world.delivery.pushes().map(viewPush) }),
    readOutbox: (shown) => ({ letters: world.delivery.outbox.letters().map((letter) => viewLetter(letter, shown)) }),
    readAccount: world.delivery.accountOf,
    setQuota: (body) => setQuota(world, body),
    reset: () => {
      world.ledger.clear();
      world.delivery.clear();
      world.journal.clear();
      world.faults.clear();
      world.nonces.clear();
      world.load.clear();
    },
    close: () => closeWorld(world),
  };
};
