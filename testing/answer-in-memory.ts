// A departure from the bureau as a response of the fetch standard: as near to the wire as can be had without a socket.
import { brokenBodyOf, halfOf, pieceSizeOf, wholeBodyOf } from '../simulator/doors/depart.ts';
import { carriesHalf, type Departure, type Pace, type Reception } from '../simulator/doors/visit.ts';

type Bytes = Uint8Array<ArrayBuffer>;

/** Reset, orderly end and unreadable chunk look alike here: the body ends before its time. */
const brokenOff = (): Error => Object.assign(new Error('the connection was broken off'), { code: 'ECONNRESET' });

const bytesOf = (buffer: Buffer): Bytes => Uint8Array.from(buffer);

/** So much, and then the connection breaks; the turn between lets the first part be read. */
const breakAfter = (part: Bytes): ReadableStream<Bytes> =>
  new ReadableStream({
    start: (controller) => {
      if (part.length > 0) controller.enqueue(part);
      else controller.error(brokenOff());
    },
    pull: async (controller) => {
      await new Promise((resolve) => setImmediate(resolve));
      controller.error(brokenOff());
    },
  });

/** The rest is kept back while the tenant's clock stands; whoever stops reading has left. */
const inPieces = (body: Buffer, pace: Pace, finished: Reception['finished']): ReadableStream<Bytes> => {
  const size = pieceSizeOf(body, pace);
  let piece = 0;
  let over = false;
  const end = (complete: boolean): void => {
    over = true;
    finished(complete);
  };
  return new ReadableStream({
    pull: async (controller) => {
      const isDue = piece === 0 || (await pace.due(piece)) === 'due';
      if (over) return;
      if (!isDue) {
        controller.error(brokenOff());
        return end(false);
      }
      controller.enqueue(bytesOf(body.subarray(piece * size, (piece + 1) * size)));
      piece += 1;
      if (piece * size < body.length) return;
      controller.close();
      end(true);
    },
    cancel: () => end(false),
  });
};

type Answer = { readonly body: Bytes | ReadableStream<Bytes>; readonly length: number };

const answerOf = ({ departure, finished }: Reception): Answer => {
  if (departure.manner !== 'send') {
    const body = carriesHalf(departure.manner) ? brokenBodyOf(departure) : Buffer.alloc(0);
    finished(true);
    return { body: breakAfter(bytesOf(halfOf(body))), length: body.length };
  }
  const body = wholeBodyOf(departure);
  if (departure.pace) return { body: inPieces(body, departure.pace, finished), length: body.length };
  finished(true);
  return { body: bytesOf(body), length: body.length };
};

/** What a response of this departure says in its head. */
const headOf = ({ httpStatus, contentType, headers }: Departure, length: number) => ({
  // Whoever leaves without an answer says no status; the response breaks before it could be read.
  status: httpStatus === 0 ? 200 : httpStatus,
  headers: { ...headers, 'content-type': contentType, 'content-length': String(length) },
});

/** Body and head of the response; `finished` of the reception is seen to. */
export const answerInMemory = (reception: Reception) => {
  const { body, length } = answerOf(reception);
  return { body, ...headOf(reception.departure, length) };
};
