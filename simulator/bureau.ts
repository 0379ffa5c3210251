// The bureau as a whole: its doors, its tenants, its control port; one factory (conventions: In tests).
import { randomBytes } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Controlled, ControlledTenant } from './control/controlled.ts';
import { serveControl } from './control/serve.ts';
import { type Door, openDoor } from './doors/door.ts';
import { createHandshakes, type Handshakes } from './doors/handshakes.ts';
import { isLoopback } from './doors/loopback.ts';
import type { Receive } from './doors/visit.ts';
import { createEventStream } from './events.ts';
import { isRetentionYears, leastRetentionYears } from './journal/retention.ts';
import { presentOf } from './metrics/present.ts';
import { createTally, type Tally } from './metrics/tally.ts';
import { loadOperations, operationNames } from './operations/registry.ts';
import type { TenantRequest } from './register/tenant-request.ts';
import { createLazyOffice } from './registration/lazy-office.ts';
import { hasRegistrations } from './registration/registrations-file.ts';
import type { Timers } from './system-clock.ts';
import type { BaseUrls } from './tenancy/base-urls.ts';
import { createHouse, type House } from './tenancy/house.ts';
import type { Tenant } from './tenant.ts';
import { type Authority, openAuthority } from './tls/authority.ts';
import { createSm2Root } from './tls/sm2-root.ts';
import { UnusableData } from './unusable-data.ts';
import { type UsualOptions, usualHouse } from './usual-house.ts';

export type BureauOptions = UsualOptions & {
  /** 0 picks a free port. */
  readonly port?: number;
  /** Null or absent: no plain HTTP. Throws `UnusableData` where `host` can be reached from elsewhere (T-1). */
  readonly httpPort?: number | null;
  /** 0 picks a free one, as it does by default where `port` is 0; else 7090. */
  readonly controlPort?: number;
  readonly host?: string;
  /** Where certificates and the default tenant's books are kept; null or absent: in memory. */
  readonly dataDir?: string | null;
  /** Of tenants that do not say otherwise: 5, the least there is, where absent (B-11). Throws `UnusableData` for less. */
  readonly retentionYears?: number;
  readonly controlToken?: string;
  /** SM2 public keys (PEM) of those whose certificates of conformance open the cutover (B-8); none by default. */
  readonly certificateIssuers?: readonly string[];
  /** Told of failures of ours. */
  readonly onFailure?: (error: unknown) => void;
};
export type Bureau = {
  /** `https://…/test/v1` of the default tenant. */
  readonly url: string;
  readonly httpUrl: string | null;
  readonly control: { readonly url: string; readonly token: string };
  /** What clients are to trust (T-1), PEM. */
  readonly rootPem: string;
  readonly tenant: (id: string) => Tenant | null;
  readonly createTenant: (request: TenantRequest) => Promise<Controlled<ControlledTenant>>;
  readonly removeTenant: (id: string) => Promise<boolean>;
  readonly reset: () => void;
  /** Loads what the first request and the first control call need, so that they need not wait for it. */
  readonly load: () => Promise<void>;
  /**
   * Accepts nothing more, lets what is being answered finish, then closes the books. With `patienceMs` also what a real
   * clock delays, pushes and uploads may come to their end within so many ms of the machine's time.
   */
  readonly close: (options?: { readonly patienceMs?: number }) => Promise<void>;
};

const mostEvents = 10_000;

type Site = {
  readonly host: string;
  readonly authority: Authority;
  readonly handshakes: Handshakes;
  readonly onFailure: (error: unknown) => void;
  readonly tally: Tally;
};

/** HTTPS, and HTTP where asked for; none of the two when one cannot be opened. */
const openDoors = async (
  { host, handshakes, onFailure }: Site,
  receive: Receive,
  ports: { readonly https: number; readonly http: number | null },
): Promise<readonly Door[]> => {
  const https = await openDoor({ port: ports.https, host, handshakes, receive, onFailure });
  if (ports.http === null) return [https];
  try {
    return [https, await openDoor({ port: ports.http, host, handshakes: null, receive, onFailure })];
  } catch (error) {
    await https.close();
    throw error;
  }
};

const shownHost = (host: string): string => {
  if (host === '127.0.0.1' || host === 'localhost') return 'localhost';
  return host.includes(':') ? `[${host}]` : host;
};

const urlsOf = (host: string, [https, http]: readonly Door[], prefix: string): BaseUrls => ({
  https: `https://${shownHost(host)}:${https?.port}${prefix}/test/v1`,
  http: http ? `http://${shownHost(host)}:${http.port}${prefix}/test/v1` : null,
});

/** Resolves when nothing is open any longer, or when the patience is over. */
const windUp = (
  house: House,
  mainDoors: readonly Door[],
  { timers, patienceMs }: { readonly timers: Timers; readonly patienceMs: number },
): Promise<void> =>
  new Promise((resolve, reject) => {
    const cancel = timers.after(patienceMs, resolve);
    house.shut();
    Promise.all([house.windUp(), ...mainDoors.map((door) => door.drain())]).then(() => {
      cancel();
      resolve();
    }, reject);
  });

const closeAll = async (house: House, mainDoors: readonly Door[]): Promise<void> => {
  house.shut();
  await Promise.all(mainDoors.map((door) => door.close()));
  await Promise.all(house.tenants().map(({ id }) => house.remove(id)));
};

const officeOf = (house: House, dataDir: string | null, issuers: readonly string[]) => {
  const tenant = house.tenant('default');
  if (!tenant) throw new Error('the office opens after its tenant has settled');
  return createLazyOffice({
    dataDir,
    issuers,
    random: randomBytes,
    tenant: {
      register: tenant.register,
      patch: tenant.patch,
      certify: tenant.issueCertificate,
      now: tenant.clock.now,
      takenAppIds: () => new Set(house.tenants().flatMap(({ applicationIds }) => applicationIds())),
    },
  });
};

/** The writer is loaded at the first scrape. */
const readMetrics = async (house: House, tally: Tally) => {
  const { exposeMetrics } = await import('./metrics/exposition.ts');
  return exposeMetrics(tally.read(), presentOf(house.tenants().map((tenant) => tenant.measure())));
};

const openControl = (
  house: House,
  site: Site & {
    readonly events: ReturnType<typeof createEventStream>;
    readonly registrations: ReturnType<typeof officeOf>;
  },
  at: { readonly port: number; readonly token: string },
) =>
  serveControl({
    ...at,
    host: site.host,
    onFailure: site.onFailure,
    bureau: {
      rootPem: () => site.authority.rootPem,
      interfaces: [...operationNames],
      tenants: house.tenants,
      tenant: house.tenant,
      createTenant: house.create,
      removeTenant: house.remove,
      registrations: site.registrations,
      isReady: () => !house.isShut(),
      readMetrics: () => readMetrics(house, site.tally),
      events: site.events,
    },
  });

/** Throws `UnusableData`. */
const judgeOptions = ({
  host,
  httpPort,
  retentionYears,
}: Required<Pick<BureauOptions, 'host' | 'httpPort' | 'retentionYears'>>) => {
  if (!isRetentionYears(retentionYears))
    throw new UnusableData(
      `a journal is kept for a whole number of years, ${leastRetentionYears} at least, not ${retentionYears} (B-11)`,
      `Ask for ${leastRetentionYears} or more.`,
    );
  if (httpPort !== null && !isLoopback(host))
    throw new UnusableData(`plain HTTP is served on loopback only, not on ${host} (T-1)`, 'Leave httpPort out.');
};

/** Opens doors and control port; rejects with the system's error when a port is taken, and leaves nothing open then. */
export const createBureau = async (options: BureauOptions = {}): Promise<Bureau> => {
  const { host = '127.0.0.1', dataDir = null, httpPort = null } = options;
  const usual = usualHouse(options);
  const { timers } = usual;
  const { retentionYears = leastRetentionYears } = options;
  judgeOptions({ host, httpPort, retentionYears });
  const tally = createTally();
  const onFailure = (error: unknown): void => {
    tally.failure();
    options.onFailure?.(error);
  };
  const token = options.controlToken ?? randomBytes(24).toString('hex');
  const events = createEventStream(mostEvents);
  if (dataDir !== null) mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  const authority = openAuthority({ dataDir, now: timers.now() });
  const handshakes = createHandshakes({ ...authority.leaf, ca: authority.rootPem, falsePair: authority.falsePair });
  const site = { host, onFailure, events, tally, authority, handshakes };
  let mainDoors: readonly Door[] = [];
  const house = createHouse({
    ...usual,
    events,
    onFailure,
    tally,
    openDoors: (receive) => openDoors(site, receive, { https: 0, http: httpPort === null ? null : 0 }),
    urlsOf: (doors, prefix) => urlsOf(host, doors, prefix),
    mainDoors: () => mainDoors,
    retentionYears,
    sm2Root: createSm2Root(dataDir),
    certifyClient: (appId, publicKey) => site.authority.certifyClient({ appId, publicKey, now: timers.now() }),
  });
  mainDoors = await openDoors(site, house.receive, { https: options.port ?? 7443, http: httpPort });
  try {
    await house.settleDemonstration(dataDir === null ? ':memory:' : join(dataDir, 'default.sqlite'));
    const registrations = officeOf(house, dataDir, options.certificateIssuers ?? []);
    if (hasRegistrations(dataDir)) await registrations();
    const control = await openControl(
      house,
      { ...site, registrations },
      { port: options.controlPort ?? (options.port === 0 ? 0 : 7090), token },
    );
    const urls = urlsOf(host, mainDoors, '');
    return {
      url: urls.https,
      httpUrl: urls.http,
      control: { url: control.url, token },
      rootPem: site.authority.rootPem,
      tenant: house.tenant,
      createTenant: house.create,
      removeTenant: house.remove,
      reset: () => {
        for (const tenant of house.tenants()) tenant.reset();
      },
      load: async () => {
        await Promise.all([loadOperations(), control.load()]);
      },
      close: async ({ patienceMs = 0 } = {}) => {
        if (patienceMs > 0) await windUp(house, mainDoors, { timers, patienceMs });
        await control.close();
        await closeAll(house, mainDoors);
      },
    };
  } catch (error) {
    await closeAll(house, mainDoors);
    throw error;
  }
};
