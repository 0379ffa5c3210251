// A tenant's clock is moved from outside: what is due happens on the way, each thing at its own instant (D-4).
import { writeInstant } from '../../protocol/timestamp.ts';
import type { ClockRequest, Controlled, View } from '../control/controlled.ts';
import { viewClock } from './views.ts';
import type { World } from './world.ts';

/** What an event set going, such as a delayed request that is now processed, is done in this turn of the event loop. */
const finishTurn = (): Promise<void> =>
  new Promise((resolve) => {
    setImmediate(resolve);
  });

/** A signature in a thread of its own (E-3) takes more turns than one; until it is judged, its exchange is working. */
const processed = async ({ underWay }: World): Promise<void> => {
  while (underWay.list().some(({ state }) => state === 'working')) await finishTurn();
};

const realClock: Controlled<View> = {
  ok: false,
  problems: [
    { pointer: '/mode', detail: 'is real: this clock moves by itself', remedy: 'Freeze it first: {"mode":"frozen"}.' },
  ],
};

/** Nothing due until then, no push under way, and of requests those alone that are held and were named. */
const rests = ({ clock, underWay, delivery }: World, untilMs: number, held: readonly string[]): boolean => {
  const [dueMs, inFlight] = [clock.nextDueAt(), underWay.list()];
  return (
    (dueMs === null || dueMs > untilMs) &&
    delivery.postOffice.underWay().length === 0 &&
    inFlight.length === held.length &&
    held.every((nonce) => inFlight.some((exchange) => exchange.nonce === nonce && exchange.state === 'held'))
  );
};

/** A refused request changes nothing. Resolves when everything due until then is done and committed. */
export const moveClock = async (world: World, request: ClockRequest): Promise<Controlled<View>> => {
  const { clock, options } = world;
  const moves = request.advanceTo !== undefined || request.advanceMs !== undefined;
  if (moves && (request.mode ?? clock.pace().mode) === 'real') return realClock;
  const { onlyAtRest, advanceTo } = request;
  if (onlyAtRest && advanceTo !== undefined && !rests(world, advanceTo, onlyAtRest.held))
    return { ok: true, value: { ...viewClock(world), moved: false } };
  if (request.mode) clock.setPace({ mode: request.mode, rate: request.rate ?? 1 });
  if (moves) {
    const untilMs = request.advanceTo ?? clock.now() + (request.advanceMs ?? 0);
    for (let dueMs = clock.nextDueAt(); dueMs !== null && dueMs <= untilMs; dueMs = clock.nextDueAt()) {
      clock.advanceTo(dueMs);
      await finishTurn();
      await processed(world);
      // What a receiver does because of a push, it does at this instant (D-4).
      await world.delivery.postOffice.idle();
    }
    clock.advanceTo(untilMs);
  }
  await world.ledger.committed();
  options.events.publish('clock-advanced', { tenant: options.id, at: writeInstant(clock.now()) });
  return { ok: true, value: { ...viewClock(world), ...(onlyAtRest ? { moved: true } : {}) } };
};
