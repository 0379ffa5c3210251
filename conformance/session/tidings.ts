// What the bureau's events tell of a session: which requests are held on purpose, and that an exchange was begun (D-4).
import type { TenantEvents } from '../bureau/events.ts';

export type Tidings = {
  /** Nonces of the requests that the bureau said it holds, or held. */
  readonly held: ReadonlySet<string>;
  /** Numbers of all exchanges that were told of: a second witness beside the journal. */
  readonly announced: ReadonlySet<number>;
  /** How many events there were so far. */
  readonly happenings: () => number;
  readonly close: () => void;
};

/** `happened` is called after every event. */
export const hearTidings = (events: TenantEvents, tenant: string, happened: () => void): Tidings => {
  const held = new Set<string>();
  const announced = new Set<number>();
  let happenings = 0;
  const close = events.watch(tenant, ({ name, nonce, exchange }) => {
    happenings += 1;
    if (name === 'exchange-held' && nonce !== null) held.add(nonce);
    if (name.startsWith('exchange-') && exchange !== null) announced.add(exchange);
    happened();
  });
  return { held, announced, happenings: () => happenings, close };
};
