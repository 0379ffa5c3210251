// Time as the client sees it: a clock to read and a way to wait, handed in so that the waits of the law can be proved.

/** Why the client waits; the words are those of a driver's `sleep` (D). */
export type SleepReason = 'retry' | 'backoff' | 'poll' | 'response-timeout';

export type SleepOptions = {
  readonly reason: SleepReason;
  /** The command that waits. */
  readonly commandId: string;
  /** The request whose response timeout this is. */
  readonly nonce?: string;
  readonly signal: AbortSignal;
};

export type Clock = {
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** Resolves after `durationMs`; rejects with `signal.reason` as soon as the signal is aborted. */
  readonly sleep: (durationMs: number, options: SleepOptions) => Promise<void>;
};
