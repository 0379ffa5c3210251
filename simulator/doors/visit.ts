// A visit to the bureau's door: what comes in as bytes, and the manner in which the bureau lets it go.

/** One HTTP request as the door saw it. */
export type Arrival = {
  readonly method: string;
  /** Path without the query string. */
  readonly path: string;
  readonly contentType: string | null;
  /** At most 4 MiB; empty when `tooLarge`. */
  readonly body: Uint8Array;
  readonly tooLarge: boolean;
  /** Running number of the TCP connection at this door, from 1. */
  readonly connection: number;
  readonly secure: boolean;
  /** Aborts when the client went away before its answer was complete, or when the door is being closed. */
  readonly left: AbortSignal;
};

/** How the door ends the visit; `body` is used by `send` and, cut in half, by `reset-mid-answer`. */
export type Departure = {
  readonly manner: 'send' | 'reset' | 'reset-mid-answer' | 'leave';
  readonly httpStatus: number;
  readonly contentType: string;
  readonly body: string;
};

/** `finished` is called exactly once: `complete` when the whole answer was handed to the network. */
export type Reception = {
  readonly departure: Departure;
  readonly finished: (complete: boolean) => void;
};

/** Whoever sits behind the door. It may take as long as it likes; it must not reject. */
export type Receive = (arrival: Arrival) => Promise<Reception>;
