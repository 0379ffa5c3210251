// How often to ask after an order the bureau has accepted, and for how long (C-10).
import type { Settings } from './settings.ts';

export type Polling = {
  readonly acceptedAtMs: number;
  /** The pause before the last poll; 0 before the first. */
  readonly pauseMs: number;
  /** Polls in a row that brought no believed answer. */
  readonly silent: number;
};

const growth = 1.5;
const longestPauseMs = 60_000;
const patienceMs = 30 * 60 * 1000;

export const beginPolling = (acceptedAtMs: number): Polling => ({ acceptedAtMs, pauseMs: 0, silent: 0 });

/** Whether a poll due at `dueMs` comes too late: then the order is handed over instead (C-10). */
export const isOverdue = (polling: Polling, dueMs: number): boolean => dueMs - polling.acceptedAtMs >= patienceMs;

const grownPauseMs = (polling: Polling, settings: Settings): number =>
  polling.pauseMs === 0 ? settings.pollFirstMs : Math.round(polling.pauseMs * growth);

/** The next pause: it grows by half each time, never shrinks and ends at 60 s. */
export const nextPoll = (polling: Polling, settings: Settings): Polling => ({
  ...polling,
  pauseMs: Math.min(grownPauseMs(polling, settings), longestPauseMs),
  silent: 0,
});

/**
 * The pause after a poll that brought no believed answer: it counts as a poll (C-10), and the ladder's waits, due after
 * any unknown outcome (C-7) and any refused connection (C-11), are kept as well.
 */
export const nextPollAfterSilence = (polling: Polling, settings: Settings): Polling => {
  const rung = Math.min(polling.silent, settings.retryLadderMs.length - 1);
  const pauseMs = Math.max(grownPauseMs(polling, settings), settings.retryLadderMs[rung] ?? 0);
  return { ...polling, pauseMs: Math.min(pauseMs, longestPauseMs), silent: polling.silent + 1 };
};

/** After a busy wait between two polls: the pauses to come are no shorter, since pauses never shrink. */
export const afterBusyPoll = (polling: Polling, waitMs: number): Polling => ({
  ...polling,
  pauseMs: Math.min(Math.max(polling.pauseMs, waitMs), longestPauseMs),
  silent: 0,
});
