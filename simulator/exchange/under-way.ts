// The exchanges of a tenant that are under way: what the clock view shows, and what ends in the journal (D-4, B-11).
import { writeInstant } from '../../protocol/timestamp.ts';
import type { TenantClock } from '../clock.ts';
import type { Arrival } from '../doors/visit.ts';
import type { EventStream } from '../events.ts';
import type { ExchangeEnd, JournalEntry } from '../journal/entry.ts';
import type { Journal } from '../journal/journal.ts';
import { type ExchangeLine, exchangeLineOf } from './exchange-line.ts';

export type ExchangeState = 'working' | 'held' | 'answering';
export type InFlight = { readonly nonce: string | null; readonly state: ExchangeState; readonly exchange: number };
export type UnderWay = {
  readonly open: (arrival: Arrival) => JournalEntry;
  /** `held` while a fault holds or delays it on purpose. */
  readonly mark: (entry: JournalEntry, state: ExchangeState) => void;
  readonly end: (entry: JournalEntry, end: ExchangeEnd) => void;
  readonly list: () => readonly InFlight[];
  /** The books are about to close: what ends from now on is not written. */
  readonly close: () => void;
};

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
const bodyOf = (bytes: Uint8Array): { body: string; bodyEncoding: 'utf8' | 'base64' } => {
  try {
    return { body: utf8.decode(bytes), bodyEncoding: 'utf8' };
  } catch {
    return { body: Buffer.from(bytes).toString('base64'), bodyEncoding: 'base64' };
  }
};

type Present = {
  readonly beganMs: number;
  state: ExchangeState;
  /** When its answer began to leave, by the tenant's clock. */
  departedAt: number | null;
};

export const createUnderWay = (tenant: {
  readonly id: string;
  readonly clock: TenantClock;
  readonly journal: Journal;
  readonly events: EventStream;
  /** The machine's, for durations. */
  readonly elapsedMs: () => number;
  /** Told of each exchange that has ended. */
  readonly ended: (line: ExchangeLine) => void;
}): UnderWay => {
  const open = new Map<JournalEntry, Present>();
  let order = 0;
  const nextOrder = (): number => {
    order += 1;
    return order;
  };
  const tell = (event: 'exchange-opened' | 'exchange-held' | 'exchange-ended', entry: JournalEntry): void =>
    tenant.events.publish(event, {
      tenant: tenant.id,
      at: writeInstant(tenant.clock.now()),
      exchange: entry.seq,
      nonce: entry.nonce,
      ...(entry.end ? { end: entry.end } : {}),
    });
  return {
    open: (arrival) => {
      const entry: JournalEntry = {
        seq: tenant.journal.nextSeq(),
        openedOrder: nextOrder(),
        closedOrder: null,
        receivedAt: writeInstant(tenant.clock.now()),
        endedAt: null,
        connection: arrival.connection,
        secure: arrival.secure,
        interface: '',
        format: 'json',
        appId: null,
        nonce: null,
        orderNo: null,
        request: {
          method: arrival.method,
          path: arrival.path,
          contentType: arrival.contentType,
          ...bodyOf(arrival.body),
          payload: null,
        },
        gates: [],
        answer: null,
        decided: null,
        fault: null,
        end: null,
      };
      open.set(entry, { beganMs: tenant.elapsedMs(), state: 'working', departedAt: null });
      tenant.journal.write(entry);
      tell('exchange-opened', entry);
      return entry;
    },
    mark: (entry, state) => {
      const present = open.get(entry);
      if (!present) return;
      present.state = state;
      if (state === 'answering') present.departedAt = tenant.clock.now();
      if (state === 'held') tell('exchange-held', entry);
    },
    end: (entry, end) => {
      const present = open.get(entry);
      if (!present) return;
      open.delete(entry);
      entry.end = end;
      entry.closedOrder = nextOrder();
      const toldAt = end === 'answered' || end === 'reset' ? present.departedAt : null;
      entry.endedAt = writeInstant(toldAt ?? tenant.clock.now());
      tenant.journal.write(entry);
      tell('exchange-ended', entry);
      const durationMs = tenant.elapsedMs() - present.beganMs;
      tenant.ended(exchangeLineOf(entry, { tenant: tenant.id, durationMs }));
    },
    list: () => [...open].map(([entry, { state }]) => ({ nonce: entry.nonce, state, exchange: entry.seq })),
    close: () => open.clear(),
  };
};
