// The ways an exchange ends: sent off with an answer, broken, or held until the visitor gives up; the journal notes which (B-11).
import { type Arrival, carriesHalf, type Departure, type Reception } from '../doors/visit.ts';
import type { JournalEntry } from '../journal/entry.ts';
import type { Saying } from './answer.ts';
import type { Desk } from './desk.ts';

export type Visit = { readonly arrival: Arrival; readonly entry: JournalEntry; readonly desk: Desk };
export const leave: Departure = { manner: 'leave', httpStatus: 0, contentType: '', body: '' };
export const plain = (httpStatus: number, body: string): Departure => ({
  manner: 'send',
  httpStatus,
  contentType: 'text/plain; charset=utf-8',
  body,
});

/** What a connection that breaks in the middle has carried: the door sends the first half of the bytes. */
const firstHalf = (body: string): string => {
  const bytes = Buffer.from(body);
  return bytes.subarray(0, Math.floor(bytes.length / 2)).toString();
};

/** Pending until the client leaves (or the tenant goes), or until so much of the tenant's time has passed. */
export const pause = (visit: Visit, untilMs: number | null): Promise<'left' | 'due'> => {
  const { arrival, desk, entry } = visit;
  desk.underWay.mark(entry, 'held');
  return new Promise((resolve) => {
    // Nothing moves a clock that stands, and nothing ends a wait without end.
    const hopeless = untilMs === null || desk.clock.pace().mode === 'frozen';
    const gone = AbortSignal.any([arrival.left, desk.closing, ...(hopeless ? [desk.windingUp] : [])]);
    if (gone.aborted) return resolve('left');
    const due = untilMs === null ? null : desk.clock.at(untilMs, () => resolve('due'));
    gone.addEventListener('abort', () => {
      due?.cancel();
      resolve('left');
    });
  });
};

/** Ends the exchange in the manner that was decided and notes what really left. */
export const sendOff = (visit: Visit, departure: Departure, said: Saying | null): Reception => {
  const { entry, desk } = visit;
  desk.underWay.mark(entry, 'answering');
  return {
    departure,
    finished: (complete) => {
      if (departure.manner === 'send' || carriesHalf(departure.manner))
        entry.answer = {
          httpStatus: departure.httpStatus,
          body: departure.manner === 'send' ? departure.body : firstHalf(departure.body),
          payload: said?.data ? JSON.stringify(said.data) : null,
          returnCode: said?.returnCode ?? null,
          complete: departure.manner === 'send' && complete,
        };
      const end =
        departure.manner === 'send'
          ? complete
            ? 'answered'
            : 'left'
          : departure.manner === 'leave'
            ? 'left'
            : 'reset';
      desk.underWay.end(entry, end);
    },
  };
};

/** Never answered; who waited in vain was `held`, whoever gives up first. */
export const heldUntilGone = async (visit: Visit): Promise<Reception> => {
  await pause(visit, null);
  return { departure: leave, finished: () => visit.desk.underWay.end(visit.entry, 'held') };
};
