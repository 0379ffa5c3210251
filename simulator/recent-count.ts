// How many of something a bureau has had lately: orders taken, requests let pass.

export type RecentCount = {
  /** Notes one at `now` (ms since the epoch); how many the span has had, this one included. */
  readonly note: (now: number) => number;
  /** How many the span before `now` has had. */
  readonly count: (now: number) => number;
  readonly clear: () => void;
};

/** Forgotten entries are dropped from the list in one go, not one by one: a busy second has thousands. */
const mostForgotten = 1024;

/** Of the last `spanMs`; an instant exactly that long ago no longer counts. `now` never goes back without a `clear`. */
export const createRecentCount = (spanMs: number): RecentCount => {
  let instants: number[] = [];
  let first = 0;
  const count = (now: number): number => {
    while (first < instants.length && (instants[first] ?? 0) <= now - spanMs) first += 1;
    if (first > mostForgotten) {
      instants = instants.slice(first);
      first = 0;
    }
    return instants.length - first;
  };
  return {
    count,
    note: (now) => {
      instants.push(now);
      return count(now);
    },
    clear: () => {
      instants = [];
      first = 0;
    },
  };
};
