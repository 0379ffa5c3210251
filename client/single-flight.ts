// Never more than one request in flight for an order (C-6): who comes second joins the first, or waits for its turn.
import { isDeepStrictEqual } from 'node:util';
import type { CommandReport } from './deeds/report.ts';
import type { DeedStore } from './store/store.ts';

/** `commandId` says nothing more before `by` has, or has made room (C-6, C-19). */
export type Blocked = { readonly commandId: string; readonly by: string };

export type Passenger = {
  /** The order number, or what stands for one in the store. */
  readonly key: string;
  readonly commandId: string;
  /** The payload of a deed; null for a query. */
  readonly payload: Readonly<Record<string, unknown>> | null;
};

type Flight = Passenger & { readonly outcome: Promise<CommandReport> };

/** A query is answered by whatever is in flight, a deed by a deed of the same content (D-4). */
const mayJoin = (passenger: Passenger, flight: Flight): boolean =>
  passenger.payload === null || isDeepStrictEqual(passenger.payload, flight.payload);

export type SingleFlight = {
  /** Runs `work` unless a flight of this order answers for it; `work` begins before this returns where nothing flies. */
  readonly board: (passenger: Passenger, work: () => Promise<CommandReport>) => Promise<CommandReport>;
};

/**
 * `blocked` is told of each command that must wait for another one of its order, and for which. A deed's second command is
 * written down in `store` before it waits, so that its result is owed across a kill (D-6).
 */
export const createSingleFlight = (
  blocked: (waiting: Blocked) => void,
  store: Pick<DeedStore, 'join' | 'part'>,
): SingleFlight => {
  const flights = new Map<string, Flight>();

  const fly = (passenger: Passenger, work: () => Promise<CommandReport>): Promise<CommandReport> => {
    const { key } = passenger;
    const outcome = work().finally(() => flights.delete(key));
    flights.set(key, { ...passenger, outcome });
    return outcome;
  };

  /** A query that is killed is asked again by nobody, and costs nothing. */
  const join = async (passenger: Passenger, flight: Flight): Promise<CommandReport> => {
    const waiting = { commandId: passenger.commandId, by: flight.commandId };
    if (passenger.payload === null) {
      blocked(waiting);
      return flight.outcome;
    }
    await store.join(passenger);
    blocked(waiting);
    return flight.outcome.finally(() => store.part(passenger));
  };

  return {
    board: async (passenger, work) => {
      for (let flight = flights.get(passenger.key); flight; flight = flights.get(passenger.key)) {
        if (mayJoin(passenger, flight)) return join(passenger, flight);
        blocked({ commandId: passenger.commandId, by: flight.commandId });
        await flight.outcome.catch(() => undefined);
      }
      return fly(passenger, work);
    },
  };
};
