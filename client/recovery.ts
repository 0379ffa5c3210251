// The way back after an outage: oldest first, with at most four requests in flight, so that a bureau that has just come back is not overrun (C-19).
import type { Heard } from './heard.ts';
import type { Blocked } from './single-flight.ts';

const mostInFlight = 4;
/** Answers of a bureau that is there and cannot serve: whoever hears them comes again. */
const unserved: ReadonlySet<string> = new Set(['3001', '3002', '3003', '3004', '9999']);

export type Traveller = {
  readonly commandId: string;
  /** When its order was begun; ms since the epoch. */
  readonly sinceMs: number;
};

/** One piece of work from its first request to its end. */
export type Turn = {
  /** Makes the request at once while there is no outage, else when it is its turn; rejects when the client is closed. */
  readonly ask: (request: () => Promise<Heard>) => Promise<Heard>;
  /** Nothing more will be asked. */
  readonly end: () => void;
};

export type Recovery = {
  /** `waylaid`: a former process was interrupted in it, which is an outage of our own. */
  readonly begin: (traveller: Traveller, from: 'fresh' | 'waylaid') => Turn;
};

type Waiting = Traveller & { readonly go: () => void; readonly fail: (why: unknown) => void; by: string };

const isMissed = (heard: Heard): boolean => heard.kind !== 'believed' || unserved.has(heard.returnCode);

/**
 * There is an outage from the first request that was not served until everybody who met it has been served or has given up.
 * `blocked` is told of each command that waits for its turn, and for which one in flight (D-4).
 */
export const createRecovery = (blocked: (waiting: Blocked) => void, closing: AbortSignal): Recovery => {
  const unservedTurns = new Set<Turn>();
  const inFlight: Traveller[] = [];
  let queue: Waiting[] = [];

  /** Who queues has not been served either: the last of them must not come all at once. */
  const isOver = (): boolean => unservedTurns.size === 0 && queue.length === 0;
  const wait = (waiting: Waiting, by: string): void => {
    waiting.by = by;
    blocked({ commandId: waiting.commandId, by });
  };
  const admit = (): void => {
    while (queue.length > 0 && inFlight.length < mostInFlight) queue.shift()?.go();
    const [first] = inFlight;
    for (const waiting of queue)
      if (first && !inFlight.some(({ commandId }) => commandId === waiting.by)) wait(waiting, first.commandId);
  };
  closing.addEventListener('abort', () => {
    const dismissed = queue;
    queue = [];
    for (const { fail } of dismissed) fail(closing.reason);
  });

  return {
    begin: (traveller, from) => {
      /** Begins the next one before the caller learns what was heard: nobody is ever seen to wait for nothing. */
      const travel = async (request: () => Promise<Heard>): Promise<Heard> => {
        inFlight.push(traveller);
        try {
          const heard = await request();
          if (isMissed(heard)) unservedTurns.add(turn);
          else unservedTurns.delete(turn);
          return heard;
        } finally {
          inFlight.splice(inFlight.indexOf(traveller), 1);
          admit();
        }
      };
      const turn: Turn = {
        ask: (request) => {
          const [first] = inFlight;
          if (!first || inFlight.length < mostInFlight || isOver()) return travel(request);
          return new Promise((resolve, fail) => {
            const waiting = { ...traveller, by: '', fail, go: () => void travel(request).then(resolve, fail) };
            const at = queue.findIndex(({ sinceMs }) => sinceMs > traveller.sinceMs);
            queue.splice(at < 0 ? queue.length : at, 0, waiting);
            wait(waiting, first.commandId);
          });
        },
        end: () => {
          unservedTurns.delete(turn);
          admit();
        },
      };
      if (from === 'waylaid') unservedTurns.add(turn);
      return turn;
    },
  };
};
