// Work that would crowd the machine all at once is done a few pieces at a time, in the order in which it came.

/** Resolves when it is one's turn, with what ends it; ending it twice does nothing. */
export type TakeTurn = () => Promise<() => void>;

const noTurn = (): void => undefined;

/** Nobody waits. */
export const noTurns: TakeTurn = async () => noTurn;

/** At most so many at once. */
export const createTurns = (width: number): TakeTurn => {
  const waiting: (() => void)[] = [];
  let free = width;
  const createEnd = (): (() => void) => {
    let over = false;
    return () => {
      if (over) return;
      over = true;
      const next = waiting.shift();
      if (next) next();
      else free += 1;
    };
  };
  return async () => {
    if (free > 0) free -= 1;
    else await new Promise<void>((resolve) => waiting.push(resolve));
    return createEnd();
  };
};
