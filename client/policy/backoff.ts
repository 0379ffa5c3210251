// How long to stay away from a busy bureau (C-6).

/** Busy answers in a row; any other believed answer ends the row. */
export type BusyRow = {
  /** How many of them make the waits grow: all but a 3003 that says when it ends. */
  readonly grown: number;
  readonly waits: number;
  readonly previousMs: number;
  readonly waitedMs: number;
};

export const noBusyRow: BusyRow = { grown: 0, waits: 0, previousMs: 0, waitedMs: 0 };

const stepMs = 10_000;
/** The growing part of a wait need not exceed this; `retryAfter` always counts in full (C-6). */
const grownCapMs = 300_000;
/** C-6 allows giving up after 8 waits; a bureau that is busy for ten minutes is common at month's end. */
const mostWaits = 12;
/** C-6: a person is told within 24 h. */
const patienceMs = 24 * 60 * 60 * 1000;
const maintenance = '3003';
/** What an absent `retryAfter` means (E-7). */
const untoldMs = 10_000;

/**
 * The wait after one more busy answer, at least max(retryAfter, n × 10 s, previous wait), the last two up to 300 s; for
 * 3003 `retryAfter` alone. A maintenance that does not say when it ends (B-16) is waited out like a busy bureau: twelve waits
 * of 10 s would be over before it is. Null when it is time to give up to a person: after 12 waits, or before 24 h are exceeded.
 */
export const busyWait = (
  row: BusyRow,
  answer: { readonly returnCode: string; readonly retryAfterMs: number | null },
): { readonly waitMs: number; readonly row: BusyRow } | null => {
  const { returnCode, retryAfterMs } = answer;
  const grows = returnCode !== maintenance || retryAfterMs === null;
  const grown = row.grown + (grows ? 1 : 0);
  const grownMs = grows ? Math.min(Math.max(grown * stepMs, row.previousMs), grownCapMs) : 0;
  const waitMs = Math.max(retryAfterMs ?? untoldMs, grownMs);
  const waitedMs = row.waitedMs + waitMs;
  if (row.waits >= mostWaits || waitedMs > patienceMs) return null;
  return { waitMs, row: { grown, waits: row.waits + 1, previousMs: grows ? waitMs : row.previousMs, waitedMs } };
};
