// What happens in the bureau, as it happens: a bounded buffer for replay and those who listen.
import type { BureauEvent } from './control/controlled.ts';

export type EventName =
  | 'exchange-opened'
  | 'exchange-held'
  | 'exchange-ended'
  | 'clock-advanced'
  | 'status-changed'
  | 'push-sent'
  | 'push-ended';
export type EventStream = {
  readonly publish: (event: EventName, data: Readonly<Record<string, unknown>>) => void;
  /** The number of the latest event; 0 before the first. */
  readonly latest: () => number;
  readonly since: (after: number) => readonly BureauEvent[];
  readonly subscribe: (listener: (event: BureauEvent) => void) => () => void;
};

/** Keeps the latest `size` events. */
export const createEventStream = (size: number): EventStream => {
  const buffer: BureauEvent[] = [];
  const listeners = new Set<(event: BureauEvent) => void>();
  let count = 0;
  return {
    publish: (event, data) => {
      count += 1;
      const published = { id: count, event, data };
      buffer.push(published);
      if (buffer.length > size) buffer.shift();
      for (const listener of listeners) listener(published);
    },
    latest: () => count,
    since: (after) => buffer.filter((event) => event.id > after),
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
};
