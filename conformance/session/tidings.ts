// What the bureau's events tell of a session: which requests are held on purpose, and that an exchange was begun (D-4).
import type { TenantEvents } from '../bureau/events.ts';

export type Tidings = {
  /** Nonces of the requests that the bureau said it holds, or held. */
  readonly held: ReadonlySet<string>;
  /** Numbers of the exchanges told of by all events up to that one: a second witness beside the journal. */
  readonly announcedBy: (event: number) => readonly number[];
  /** How many events there were so far. */
  readonly happenings: () => number;
  readonly close: () => void;
};

/** `happened` is called after every event. */
export const hearTidings = (events: TenantEvents, tenant: string, happened: () => void): Tidings => {
  const held = new Set<string>();
  const announced = new Map<number, number>();
  let happenings = 0;
  const close = events.watch(tenant, ({ id, name, nonce, exchange }) => {
    happenings += 1;
    if (name === 'exchange-held' && nonce !== null) held.add(nonce);
    if (name.startsWith('exchange-') && exchange !== null && !announced.has(exchange)) announced.set(exchange, id);
    happened();
  });
  const announcedBy = (event: number): number[] =>
    [...announced].filter(([, id]) => id <= event).map(([exchange]) => exchange);
  return { held, announcedBy, happenings: () => happenings, close };
};
