// The same bureau without doors: whoever holds it hands it arrivals; it opens no port and keeps no file.
import type { Bureau } from './bureau.ts';
import type { Disguise } from './doors/disguise.ts';
import type { Door } from './doors/door.ts';
import type { Arrival, Reception } from './doors/visit.ts';
import { createEventStream } from './events.ts';
import { leastRetentionYears } from './journal/retention.ts';
import { createTally } from './metrics/tally.ts';
import { createHouse } from './tenancy/house.ts';
import { openAuthority } from './tls/authority.ts';
import { createSm2Root } from './tls/sm2-root.ts';
import { UnusableData } from './unusable-data.ts';
import { type UsualOptions, usualHouse } from './usual-house.ts';

export type InMemoryBureauOptions = UsualOptions & {
  /** Where it pretends to be: documents are linked below it. `https://bureau.example` by default. */
  readonly origin?: string;
  /** Told of failures of ours. */
  readonly onFailure?: (error: unknown) => void;
};

export type InMemoryBureau = Pick<Bureau, 'url' | 'tenant' | 'createTenant' | 'removeTenant' | 'reset' | 'close'> & {
  readonly origin: string;
  /** Resolves with null when nobody listens (`listenerClosed`), or nobody whom a client may trust (`falseCertificate`). Rejects for a failure of ours. */
  readonly receive: (arrival: Arrival) => Promise<Reception | null>;
};

const originOf = (text: string): string => {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url && /^https?:$/.test(url.protocol) && url.pathname === '/') return url.origin;
  throw new UnusableData(
    `${JSON.stringify(text)} is no origin of a bureau`,
    'Write scheme, host and port alone: https://bureau.example.',
  );
};

/** `shut` aborts when it closes, and is another one when it is open again. */
type Threshold = Door & {
  readonly isOpen: () => boolean;
  readonly isTrusted: () => boolean;
  readonly shut: () => AbortSignal;
};

/** What a listener fault closes where there is no port; whoever waits inside is sent away, as a door would. */
const createThreshold = (): Threshold => {
  let closing = new AbortController();
  let choose = (): Disguise | null => null;
  const close = (): void => closing.abort();
  return {
    port: 0,
    isOpen: () => !closing.signal.aborted,
    isTrusted: () => choose() === null,
    shut: () => closing.signal,
    pause: close,
    resume: async () => {
      if (closing.signal.aborted) closing = new AbortController();
    },
    disguise: (asked) => {
      choose = asked;
    },
    hangUp: () => undefined,
    drain: async () => undefined,
    close: async () => close(),
  };
};

const noPort = (): never => {
  throw new UnusableData(
    'a bureau in memory has no ports, and none for one tenant alone',
    'Leave ownPort out: the tenant is below /t/{id}.',
  );
};

/** Tenants of `createTenant` are reached below `{origin}/t/{id}/test/v1`, the demonstration tenant at `url`. */
export const createBureauInMemory = async (options: InMemoryBureauOptions = {}): Promise<InMemoryBureau> => {
  const origin = originOf(options.origin ?? 'https://bureau.example');
  const usual = usualHouse(options);
  const threshold = createThreshold();
  const now = () => usual.timers.now();
  const house = createHouse({
    ...usual,
    events: createEventStream(0),
    tally: createTally(),
    onFailure: options.onFailure ?? (() => undefined),
    openDoors: async () => noPort(),
    urlsOf: (_doors, prefix) => ({ https: `${origin}${prefix}/test/v1`, http: null }),
    mainDoors: () => [threshold],
    retentionYears: leastRetentionYears,
    sm2Root: createSm2Root(null),
    certifyClient: (appId, publicKey) =>
      openAuthority({ dataDir: null, now: now() }).certifyClient({ appId, publicKey, now: now() }),
  });
  await house.settleDemonstration(':memory:');
  return {
    origin,
    url: `${origin}/test/v1`,
    receive: async (arrival) => {
      if (!threshold.isOpen() || !threshold.isTrusted()) return null;
      return house.receive({ ...arrival, left: AbortSignal.any([arrival.left, threshold.shut()]) });
    },
    tenant: house.tenant,
    createTenant: house.create,
    removeTenant: house.remove,
    reset: () => {
      for (const tenant of house.tenants()) tenant.reset();
    },
    close: async () => {
      house.shut();
      await threshold.close();
      await Promise.all(house.tenants().map(({ id }) => house.remove(id)));
    },
  };
};
