// The house of the bureau: which tenants live in it, behind which doors, and which of them a request at the main door means.
import { type KeyObject, randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { readInstant } from '../../protocol/timestamp.ts';
import type { ClockMode } from '../clock.ts';
import type { Controlled } from '../control/controlled.ts';
import type { Door } from '../doors/door.ts';
import { type ListenerWatch, watchListener } from '../doors/listener-watch.ts';
import type { Arrival, Receive } from '../doors/visit.ts';
import type { EventStream } from '../events.ts';
import type { ExchangeLine } from '../exchange/exchange-line.ts';
import { loadHostility } from '../hostility/load-hostility.ts';
import { journalBoundsOf } from '../journal/bounds.ts';
import type { JournalBounds } from '../journal/chained-table.ts';
import type { Durability } from '../ledger/durability.ts';
import type { Tally } from '../metrics/tally.ts';
import { type Profile, profileNames, readProfile } from '../profiles/profile.ts';
import type { Hostile } from '../register/hostile.ts';
import { judgeCertificates } from '../register/judge-certificates.ts';
import { judgeRegister, type Register } from '../register/register.ts';
import type { TenantRequest } from '../register/tenant-request.ts';
import type { Timers } from '../system-clock.ts';
import type { TaxTable } from '../tax-codes/tax-codes.ts';
import { createTenant, type Tenant } from '../tenant.ts';
import type { Sm2Root } from '../tls/sm2-root.ts';
import type { BaseUrls } from './base-urls.ts';
import { judgeTenancy } from './judge-tenancy.ts';
import { meetNobody } from './meet-nobody.ts';
import type { TenantOptions } from './world.ts';

/** Of tenants that name none; `now` in epoch ms, null for the machine's present. */
export type UsualClock = { readonly mode: ClockMode; readonly now: number | null };

export type HouseOptions = {
  readonly timers: Timers;
  readonly seed: number;
  readonly clock: UsualClock;
  readonly events: EventStream;
  readonly onFailure: (error: unknown) => void;
  /** Opens doors on free ports for a tenant of its own. */
  readonly openDoors: (receive: Receive) => Promise<readonly Door[]>;
  /** `{base}` of what is reached through these doors below this prefix. */
  readonly urlsOf: (doors: readonly Door[], prefix: string) => BaseUrls;
  readonly mainDoors: () => readonly Door[];
  readonly explain: boolean;
  /** Of tenants that do not say; null: friendly. */
  readonly hostile: Hostile | null;
  /** Of tenants that do not say (B-11). */
  readonly retentionYears: number;
  /** Of the demonstration tenant's books. */
  readonly durability: Durability;
  /** Hosts, beside this machine, that orders may have their news pushed to. */
  readonly callbackHosts: readonly string[];
  /** Of the demonstration tenant, and of every tenant that names none; a tenant may also name it. */
  readonly profile: Profile;
  /** The table of codes that tenants begin with; called when one is first needed. */
  readonly taxTable: () => TaxTable;
  /** Under which the certificates of applications stand (E-3); opened at its first use. */
  readonly sm2Root: () => Sm2Root;
  /** A certificate for the TLS handshake of an application, PEM (T-6). */
  readonly certifyClient: (appId: string, publicKey: KeyObject) => string;
  /** Of every tenant's journal; the usual ones where absent. */
  readonly journalBounds: Partial<JournalBounds>;
  readonly tally: Tally;
  /** Told of each exchange that has ended. */
  readonly onExchange: (line: ExchangeLine) => void;
};
export type House = {
  readonly receive: Receive;
  readonly tenant: (id: string) => Tenant | null;
  readonly tenants: () => readonly Tenant[];
  readonly create: (body: unknown) => Promise<Controlled<Tenant>>;
  /** The demonstration tenant, at the main doors without a prefix; its books are at `databasePath`. */
  readonly settleDemonstration: (databasePath: string) => Promise<void>;
  readonly remove: (id: string) => Promise<boolean>;
  /** Nothing opens a door from now on: no listener fault, no new tenant. */
  readonly shut: () => void;
  readonly isShut: () => boolean;
  /** Accepts nothing more at the tenants' own doors; resolves when all that was open has come to its end. */
  readonly windUp: () => Promise<void>;
};

type Resident = { readonly tenant: Tenant; readonly doors: readonly Door[]; readonly watch: ListenerWatch | null };
type Place = Pick<
  TenantOptions,
  'id' | 'databasePath' | 'pathPrefix' | 'ownPort' | 'sharesPort' | 'foreignAppIds' | 'hostility'
>;

const demonstrationId = 'default';

const readDemonstration = (): TenantRequest =>
  parse(readFileSync(new URL('../demonstration/demonstration.yaml', import.meta.url), 'utf8')) as TenantRequest;

const profileOf = ({ profile: name }: TenantRequest, usual: Profile): Profile =>
  name === undefined || name === usual.name ? usual : readProfile(name);

type Usual = Pick<HouseOptions, 'profile' | 'retentionYears' | 'hostile'>;

/** What profile and house say, where the request does not say otherwise. */
const registerOf = (request: TenantRequest, { profile: usual, retentionYears, hostile }: Usual): Register => {
  const { issue, issueDelayMs, deliveryDelayMs, filingGate, redIssue } = profileOf(request, usual);
  return {
    settings: {
      ...{ issue, issueDelayMs, deliveryDelayMs, filingGate, redIssue, retentionYears },
      ...(hostile ? { hostile } : {}),
      ...request.settings,
    },
    sellers: new Map(request.sellers.map((seller) => [seller.taxNo, seller])),
    applications: new Map(request.applications.map((application) => [application.appId, application])),
  };
};

const hostileOf = ({ settings }: TenantRequest, { hostile }: Usual): Hostile | null =>
  settings?.hostile === undefined ? hostile : settings.hostile;

/** Mode and beginning of a tenant's clock: as it asks, else as is usual here. */
const clockOf = ({ clock }: TenantRequest, { clock: usual, timers }: Pick<HouseOptions, 'clock' | 'timers'>) => {
  const asked = clock?.now === undefined ? null : readInstant(clock.now);
  const since = clock?.since === undefined ? null : readInstant(clock.since);
  return { mode: clock?.mode ?? usual.mode, rate: clock?.rate ?? 1, now: asked ?? usual.now ?? timers.now(), since };
};

/** Makes the tenant; its doors are the caller's to open. `foreignAppIds` excludes its own. */
const buildTenant = (
  request: TenantRequest,
  place: Place,
  {
    timers,
    seed,
    clock,
    events,
    durability,
    explain,
    callbackHosts,
    onFailure,
    profile,
    taxTable,
    sm2Root,
    certifyClient,
    retentionYears,
    hostile,
    tally,
    onExchange,
    journalBounds,
  }: HouseOptions,
): Tenant => {
  return createTenant({
    ...place,
    seed: request.seed ?? seed,
    register: registerOf(request, { profile, retentionYears, hostile }),
    profile: profileOf(request, profile),
    taxTable,
    clock: clockOf(request, { clock, timers }),
    timers,
    events,
    durability,
    explain,
    callbackHosts,
    sm2Root,
    certifyClient,
    onFailure,
    tally,
    onExchange,
    journalBounds: journalBoundsOf(place.databasePath, journalBounds),
  });
};

type Residents = {
  readonly all: Map<string, Resident>;
  /** Tenants whose doors are being opened: their names are taken already. */
  readonly moving: Map<string, readonly string[]>;
  shut: boolean;
};

const appIdsBeside = ({ all, moving }: Residents, id: string | null): ReadonlySet<string> =>
  new Set([
    ...[...all.values()].flatMap(({ tenant }) => (tenant.id === id ? [] : tenant.applicationIds())),
    ...[...moving].flatMap(([other, appIds]) => (other === id ? [] : appIds)),
  ]);

const judge = (request: TenantRequest, residents: Residents, options: HouseOptions) => {
  const { profile: usual, sm2Root } = options;
  const ids = new Set([...residents.all.keys(), ...residents.moving.keys()]);
  const problems = judgeTenancy(request, {
    ids,
    appIds: appIdsBeside(residents, null),
    profiles: [...new Set([usual.name, ...profileNames()])],
  });
  if (problems.length > 0) return problems;
  const { now } = clockOf(request, options);
  const unfit = judgeCertificates(request.applications, { rootPem: () => sm2Root().pem, now });
  return [...judgeRegister(registerOf(request, options)), ...unfit];
};

/** Below `/t/{id}/` the tenants that share the main doors; a tenant with doors of its own is not met here (B-10). */
const findAtMainDoor = ({ all }: Residents, arrival: Arrival): Tenant | null => {
  const id = /^\/t\/([^/]+)\//.exec(arrival.path)?.[1] ?? demonstrationId;
  const tenant = all.get(id)?.tenant;
  return tenant && (!tenant.ownPort || id === demonstrationId) ? tenant : null;
};

/** Whether somebody beside the demonstration tenant is met at the main doors. */
const isMainDoorShared = ({ all }: Residents): boolean =>
  [...all].some(([id, { tenant }]) => id !== demonstrationId && !tenant.ownPort);

type Settling = {
  readonly own: readonly Door[];
  readonly watched: readonly Door[];
  readonly mayClose: () => boolean;
} & Pick<HouseOptions, 'onFailure'>;

const settle = (residents: Residents, tenant: Tenant, { own, watched, mayClose, onFailure }: Settling): void => {
  const { faults, clock } = tenant;
  const watch = watched.length > 0 ? watchListener({ faults, clock, doors: watched, mayClose, onFailure }) : null;
  residents.all.set(tenant.id, { tenant, doors: own, watch });
};

/** Whoever comes in by the main doors finds them open, whatever fault the demonstration tenant has (B-10). */
const openMainDoors = async ({ all }: Residents, { mainDoors }: HouseOptions): Promise<void> => {
  all.get(demonstrationId)?.watch?.look();
  await Promise.all(mainDoors().map((door) => door.resume()));
};

const moveIn = async (request: TenantRequest, residents: Residents, options: HouseOptions): Promise<Tenant> => {
  const id = request.id ?? `t${residents.all.size}-${randomBytes(4).toString('hex')}`;
  const ownPort = request.ownPort === true;
  const pathPrefix = ownPort ? '' : `/t/${id}`;
  const foreignAppIds = () => appIdsBeside(residents, id);
  residents.moving.set(
    id,
    request.applications.map(({ appId }) => appId),
  );
  try {
    const hostility = await loadHostility(hostileOf(request, options), id);
    const place = { id, databasePath: ':memory:', pathPrefix, ownPort, foreignAppIds, hostility };
    const tenant = buildTenant(request, place, options);
    const own = ownPort ? await options.openDoors(tenant.receive) : [];
    if (residents.shut) {
      await Promise.all(own.map((door) => door.close()));
      tenant.close();
      throw new Error('the bureau was closed meanwhile');
    }
    tenant.setBaseUrls(options.urlsOf(ownPort ? own : options.mainDoors(), pathPrefix));
    settle(residents, tenant, { own, watched: own, mayClose: () => true, onFailure: options.onFailure });
    if (!ownPort) await openMainDoors(residents, options);
    return tenant;
  } finally {
    residents.moving.delete(id);
  }
};

export const createHouse = (options: HouseOptions): House => {
  const residents: Residents = { all: new Map(), moving: new Map(), shut: false };
  return {
    receive: async (arrival) => findAtMainDoor(residents, arrival)?.receive(arrival) ?? meetNobody(options),
    tenant: (id) => residents.all.get(id)?.tenant ?? null,
    tenants: () => [...residents.all.values()].map(({ tenant }) => tenant),
    create: async (body) => {
      const { readTenantRequest } = await import('../register/read-register.ts');
      const request = readTenantRequest(body);
      if (!request.ok) return request;
      const problems = judge(request.value, residents, options);
      if (problems.length > 0) return { ok: false, problems };
      return { ok: true, value: await moveIn(request.value, residents, options) };
    },
    settleDemonstration: async (databasePath) => {
      const foreignAppIds = () => appIdsBeside(residents, demonstrationId);
      const hostility = await loadHostility(options.hostile, demonstrationId);
      const sharesPort = () => isMainDoorShared(residents);
      const place = { id: demonstrationId, databasePath, pathPrefix: '', ownPort: true, foreignAppIds, hostility };
      const tenant = buildTenant(readDemonstration(), { ...place, sharesPort }, options);
      tenant.setBaseUrls(options.urlsOf(options.mainDoors(), ''));
      const mayClose = () => !sharesPort();
      settle(residents, tenant, { own: [], watched: options.mainDoors(), mayClose, onFailure: options.onFailure });
    },
    remove: async (id) => {
      const found = residents.all.get(id);
      if (!found) return false;
      residents.all.delete(id);
      found.watch?.stop();
      await Promise.all(found.doors.map((door) => door.close()));
      if (id === demonstrationId) await openMainDoors(residents, options);
      else residents.all.get(demonstrationId)?.watch?.look();
      found.tenant.close();
      return true;
    },
    shut: () => {
      residents.shut = true;
      for (const { watch } of residents.all.values()) watch?.stop();
    },
    isShut: () => residents.shut,
    windUp: async () => {
      const all = [...residents.all.values()];
      await Promise.all(all.flatMap(({ tenant, doors }) => [tenant.windUp(), ...doors.map((door) => door.drain())]));
    },
  };
};
