// A visit to the bureau's door: what comes in as bytes, and the manner in which the bureau lets it go.
import type { ClientCertificate } from './client-certificate.ts';
import type { ConnectionFault } from './disguise.ts';

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
  /** What the visitor showed in the TLS handshake (T-6); absent where there was none. */
  readonly clientCertificate?: () => ClientCertificate | null;
  /** The fault that acted on its connection, which no other one follows; absent where there was none. */
  readonly fault?: ConnectionFault;
  /** Aborts when the client went away before its answer was complete, or when the door is being closed. */
  readonly left: AbortSignal;
};

/**
 * How an answer is damaged on the road: a TCP reset before or within it, an orderly end before or within it, or a chunk
 * whose length cannot be read. Those within it carry half of the body.
 */
export type BreakManner = 'reset' | 'reset-mid-answer' | 'empty' | 'truncated' | 'malformed-chunk';

/** An answer in so many pieces, the first at once; `due` resolves when the given one (from 1) may go. */
export type Pace = { readonly pieces: number; readonly due: (piece: number) => Promise<'due' | 'left'> };

/** The clothes of HTTP/1.1: so many chunks instead of a length (0: the length), the case of header names, an end of the connection. */
export type HttpForm = {
  readonly chunks: number;
  readonly headerCase: 'lower' | 'title' | 'upper';
  readonly closes: boolean;
};

/** How the door ends the visit. `pace` belongs to `send`. */
export type Departure = {
  readonly manner: 'send' | 'leave' | BreakManner;
  readonly httpStatus: number;
  readonly contentType: string;
  readonly body: string;
  /** A document: sent instead of `body`. */
  readonly file?: Uint8Array;
  readonly pace?: Pace;
  /** Beside content type and length; ASCII without line breaks. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Of an answer that is sent whole; usual where absent. */
  readonly http?: HttpForm;
};

/** Manners that let half of the body through. */
export const carriesHalf = (manner: Departure['manner']): boolean =>
  manner === 'reset-mid-answer' || manner === 'truncated' || manner === 'malformed-chunk';

/** `finished` is called exactly once: `complete` when the whole answer was handed to the network. */
export type Reception = {
  readonly departure: Departure;
  readonly finished: (complete: boolean) => void;
};

/** Whoever sits behind the door. It may take as long as it likes, until `left` aborts; it must not reject. */
export type Receive = (arrival: Arrival) => Promise<Reception>;
