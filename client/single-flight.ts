// Never more than one request in flight for an order (C-6): who comes second joins the first, or waits for its turn.
import { isDeepStrictEqual } from 'node:util';
import type { OrderReport } from './order-procedure.ts';

export type Blocked = { readonly commandId: string; readonly by: string; readonly orderNo: string };

export type Passenger = {
  readonly orderNo: string;
  readonly commandId: string;
  /** The payload of an issue; null for a query. */
  readonly order: Readonly<Record<string, unknown>> | null;
};

type Flight = Passenger & { readonly outcome: Promise<OrderReport> };

/** A query is answered by whatever is in flight, an issue by an issue of the same content (D-4). */
const mayJoin = (passenger: Passenger, flight: Flight): boolean =>
  passenger.order === null || isDeepStrictEqual(passenger.order, flight.order);

export type SingleFlight = {
  /** Runs `work` unless a flight of this order answers for it; `work` begins before this returns where nothing flies. */
  readonly board: (passenger: Passenger, work: () => Promise<OrderReport>) => Promise<OrderReport>;
};

/** `blocked` is told of each command that must wait for another one of its order, and for which. */
export const createSingleFlight = (blocked: (waiting: Blocked) => void): SingleFlight => {
  const flights = new Map<string, Flight>();

  const fly = (passenger: Passenger, work: () => Promise<OrderReport>): Promise<OrderReport> => {
    const { orderNo } = passenger;
    const outcome = work().finally(() => flights.delete(orderNo));
    flights.set(orderNo, { ...passenger, outcome });
    return outcome;
  };

  return {
    board: async (passenger, work) => {
      for (let flight = flights.get(passenger.orderNo); flight; flight = flights.get(passenger.orderNo)) {
        blocked({ commandId: passenger.commandId, by: flight.commandId, orderNo: passenger.orderNo });
        if (mayJoin(passenger, flight)) return flight.outcome;
        await flight.outcome.catch(() => undefined);
      }
      return fly(passenger, work);
    },
  };
};
