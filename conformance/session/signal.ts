// Something happened: lets a session wait for the next word of the client or the bureau without polling.

export type Signal = {
  readonly raise: () => void;
  /** Increases with every `raise`. */
  readonly count: () => number;
  /** Resolves as soon as `count` is above `seen`. */
  readonly after: (seen: number) => Promise<void>;
};

export const createSignal = (): Signal => {
  let count = 0;
  let waiting: (() => void)[] = [];
  return {
    raise: () => {
      count += 1;
      const woken = waiting;
      waiting = [];
      for (const resolve of woken) resolve();
    },
    count: () => count,
    after: (seen) => (count > seen ? Promise.resolve() : new Promise((resolve) => waiting.push(resolve))),
  };
};
