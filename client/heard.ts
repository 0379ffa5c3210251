// What came of one attempt: an answer that is believed, an unknown outcome, or proof that nothing was sent.

/** An answer that passed C-2, decrypted. */
export type BelievedAnswer = {
  readonly kind: 'believed';
  readonly returnCode: string;
  readonly returnMessage: string;
  /** The decrypted payload; null where there was none (E-8). */
  readonly data: Readonly<Record<string, unknown>> | null;
  /** `retryAfter` of the answer; null when it has none. */
  readonly retryAfterMs: number | null;
};

export type Heard =
  | BelievedAnswer
  /** Response timeout, reset, another HTTP status, an unreadable or disbelieved answer (C-8). */
  | { readonly kind: 'unknown'; readonly reason: string }
  /** Refused, no such name, TLS or connect failure (C-11). */
  | { readonly kind: 'not-sent'; readonly reason: string };
