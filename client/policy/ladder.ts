// The ladder of C-7: how long to wait before each attempt to learn what became of an order.

/** The wait before the rung after `rungsUsed` ones; null when the ladder is exhausted and a person must settle it. */
export const rungWaitMs = (rungsUsed: number, ladderMs: readonly number[]): number | null =>
  ladderMs[rungsUsed] ?? null;
