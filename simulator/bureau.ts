// The bureau as a whole: its doors, its tenants, its control port; one factory (conventions: In tests).
import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { readInstant } from '../protocol/timestamp.ts';
import type { Controlled, ControlledBureau, ControlledTenant } from './control/controlled.ts';
import { serveControl } from './control/serve.ts';
import { type Door, openDoor } from './doors/door.ts';
import { watchListener } from './doors/listener-watch.ts';
import type { Arrival, Reception } from './doors/visit.ts';
import { createEventStream } from './events.ts';
import { operationNames } from './operations/registry.ts';
import { readProfile } from './profiles/profile.ts';
import { judgeRegister, type Register, readTenantRequest, type TenantRequest } from './registry.ts';
import { systemTimers, type Timers } from './system-clock.ts';
import { createTenant, type Tenant } from './tenant.ts';
import { openAuthority } from './tls/authority.ts';

export type BureauOptions = {
  /** 0 picks a free port. */
  readonly port?: number;
  /** Null or absent: no plain HTTP. */
  readonly httpPort?: number | null;
  readonly controlPort?: number;
  readonly host?: string;
  /** Where certificates and the default tenant's books are kept; null or absent: in memory. */
  readonly dataDir?: string | null;
  readonly seed?: number;
  readonly controlToken?: string;
  /** The machine's time, for tenants with a real clock. */
  readonly timers?: Timers;
  /** Told of failures of ours. */
  readonly onFailure?: (error: unknown) => void;
};
export type Bureau = {
  /** `https://…/test/v1` of the default tenant. */
  readonly url: string;
  readonly httpUrl: string | null;
  readonly control: { readonly url: string; readonly token: string };
  readonly tenant: (id: string) => Tenant | null;
  readonly createTenant: (request: TenantRequest) => Promise<Controlled<ControlledTenant>>;
  readonly removeTenant: (id: string) => Promise<boolean>;
  readonly reset: () => void;
  readonly close: () => Promise<void>;
};

const mostEvents = 10_000;
const mostJournalEntries = 100_000;
const nobody: Reception = {
  departure: { manner: 'send', httpStatus: 404, contentType: 'text/plain; charset=utf-8', body: 'no such tenant\n' },
  finished: () => undefined,
};

const readDemonstration = (): TenantRequest =>
  parse(readFileSync(new URL('./demonstration/demonstration.yaml', import.meta.url), 'utf8')) as TenantRequest;

type House = {
  readonly tenants: Map<
    string,
    { readonly tenant: Tenant; readonly doors: readonly Door[]; readonly unwatch: () => void }
  >;
  readonly timers: Timers;
  readonly seed: number;
  readonly events: ReturnType<typeof createEventStream>;
};

const registerOf = (request: TenantRequest, defaults: Register['settings']): Register => ({
  settings: { ...defaults, ...request.settings },
  sellers: new Map(request.sellers.map((seller) => [seller.taxNo, seller])),
  applications: new Map(request.applications.map((application) => [application.appId, application])),
});

const buildTenant = (
  request: TenantRequest,
  house: House,
  where: { readonly id: string; readonly databasePath: string; readonly pathPrefix: string; readonly ownPort: boolean },
): Tenant => {
  const profile = readProfile(request.profile ?? 'standard');
  const defaults = {
    issue: 'synchronous' as const,
    issueDelayMs: profile.issueDelayMs,
    deliveryDelayMs: profile.deliveryDelayMs,
  };
  const mode = request.clock?.mode ?? 'real';
  const now = request.clock?.now === undefined ? null : readInstant(request.clock.now);
  return createTenant({
    ...where,
    seed: request.seed ?? house.seed,
    register: registerOf(request, defaults),
    profile,
    clock: { mode, now: now ?? house.timers.now() },
    timers: house.timers,
    events: house.events,
    mostJournalEntries,
  });
};

const judgeRequest = (request: TenantRequest, house: House) => {
  const problems = [];
  if (request.id !== undefined && house.tenants.has(request.id))
    problems.push({
      pointer: '/id',
      detail: `${request.id} exists`,
      remedy: 'Choose another id, or remove that tenant first.',
    });
  if (request.profile !== undefined && request.profile !== 'standard')
    problems.push({
      pointer: '/profile',
      detail: `there is no profile ${JSON.stringify(request.profile)}`,
      remedy: 'Use "standard".',
    });
  if (request.clock?.now !== undefined && readInstant(request.clock.now) === null)
    problems.push({ pointer: '/clock/now', detail: 'is no instant', remedy: 'Write yyyy-MM-ddTHH:mm:ss.SSS+08:00.' });
  const taken = new Set([...house.tenants.values()].flatMap(({ tenant }) => tenant.applicationIds()));
  request.applications.forEach(({ appId }, at) => {
    if (taken.has(appId))
      problems.push({
        pointer: `/applications/${at}/appId`,
        detail: `${appId} is taken`,
        remedy: 'Every appId of a bureau is its own.',
      });
  });
  return problems;
};

/** Opens doors and control port; rejects with the system's error when a port is taken. */
export const createBureau = async (options: BureauOptions = {}): Promise<Bureau> => {
  const host = options.host ?? '127.0.0.1';
  const timers = options.timers ?? systemTimers;
  const dataDir = options.dataDir ?? null;
  const onFailure = options.onFailure ?? (() => undefined);
  if (dataDir !== null) mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  const authority = openAuthority({ dataDir, now: timers.now() });
  const house: House = { tenants: new Map(), timers, seed: options.seed ?? 0, events: createEventStream(mostEvents) };
  const shownHost =
    host === '127.0.0.1' || host === 'localhost' ? 'localhost' : host.includes(':') ? `[${host}]` : host;

  const open = (
    receive: (arrival: Arrival) => Promise<Reception>,
    ports: { readonly https: number; readonly http: number | null },
  ) =>
    Promise.all([
      openDoor({ port: ports.https, host, secure: authority.leaf, receive, onFailure }),
      ...(ports.http === null ? [] : [openDoor({ port: ports.http, host, secure: null, receive, onFailure })]),
    ]);
  const urlsOf = ([https, http]: readonly Door[], prefix: string) => ({
    https: `https://${shownHost}:${https?.port}${prefix}/test/v1`,
    http: http ? `http://${shownHost}:${http.port}${prefix}/test/v1` : null,
  });
  const routed = async (arrival: Arrival): Promise<Reception> => {
    const id = /^\/t\/([^/]+)\//.exec(arrival.path)?.[1] ?? 'default';
    return house.tenants.get(id)?.tenant.receive(arrival) ?? nobody;
  };
  const mainDoors = await open(routed, { https: options.port ?? 7443, http: options.httpPort ?? null });

  const settle = (tenant: Tenant, doors: readonly Door[]): void => {
    const watched = tenant.ownPort ? doors : [];
    const unwatch =
      watched.length > 0
        ? watchListener({ faults: tenant.faults, clock: tenant.clock, doors: watched, onFailure })
        : () => undefined;
    house.tenants.set(tenant.id, { tenant, doors: tenant.id === 'default' ? [] : doors, unwatch });
  };
  const createOne = async (body: unknown): Promise<Controlled<ControlledTenant>> => {
    const request = readTenantRequest(body);
    if (!request.ok) return request;
    const asked = request.value;
    const problems = [
      ...judgeRequest(asked, house),
      ...judgeRegister(registerOf(asked, { issue: 'synchronous', issueDelayMs: 0, deliveryDelayMs: 0 })),
    ];
    if (problems.length > 0) return { ok: false, problems };
    const id = asked.id ?? `t${house.tenants.size}-${randomBytes(4).toString('hex')}`;
    const ownPort = asked.ownPort === true;
    const prefix = ownPort ? '' : `/t/${id}`;
    const tenant = buildTenant(asked, house, { id, databasePath: ':memory:', pathPrefix: prefix, ownPort });
    const doors = ownPort ? await open(tenant.receive, { https: 0, http: options.httpPort == null ? null : 0 }) : [];
    tenant.setBaseUrls(urlsOf(ownPort ? doors : mainDoors, prefix));
    settle(tenant, doors);
    return { ok: true, value: tenant };
  };
  const removeOne = async (id: string): Promise<boolean> => {
    const found = house.tenants.get(id);
    if (!found) return false;
    house.tenants.delete(id);
    found.unwatch();
    await Promise.all(found.doors.map((door) => door.close()));
    found.tenant.close();
    return true;
  };

  const databasePath = dataDir === null ? ':memory:' : join(dataDir, 'default.sqlite');
  const standard = buildTenant(readDemonstration(), house, {
    id: 'default',
    databasePath,
    pathPrefix: '',
    ownPort: true,
  });
  standard.setBaseUrls(urlsOf(mainDoors, ''));
  settle(standard, mainDoors);

  const token = options.controlToken ?? randomBytes(24).toString('hex');
  const controlled: ControlledBureau = {
    rootPem: () => authority.rootPem,
    interfaces: [...operationNames],
    tenants: () => [...house.tenants.values()].map(({ tenant }) => tenant),
    tenant: (id) => house.tenants.get(id)?.tenant ?? null,
    createTenant: createOne,
    removeTenant: removeOne,
    events: house.events,
  };
  const control = await serveControl({ bureau: controlled, token, host, port: options.controlPort ?? 7090, onFailure });
  const urls = urlsOf(mainDoors, '');
  return {
    url: urls.https,
    httpUrl: urls.http,
    control: { url: control.url, token },
    tenant: (id) => house.tenants.get(id)?.tenant ?? null,
    createTenant: createOne,
    removeTenant: removeOne,
    reset: () => {
      for (const { tenant } of house.tenants.values()) tenant.reset();
    },
    close: async () => {
      await control.close();
      for (const id of [...house.tenants.keys()]) await removeOne(id);
      await Promise.all(mainDoors.map((door) => door.close()));
    },
  };
};
