// Who waits between two polls can be called: news of his order ends the pause, and the next question is asked at once (C-12).

type Resting = { readonly wake: AbortController; readonly asked: PromiseWithResolvers<void> };

export type Pager = {
  /** Runs `sleep`, which ends when its signal is aborted; resolves with whether news came first. */
  readonly rest: (key: string, sleep: (called: AbortSignal) => Promise<void>) => Promise<'slept' | 'called'>;
  /** The next question of `key` has been said, or there is none any more. */
  readonly asked: (key: string) => void;
  /** Calls who rests under `key`; resolves when that has led to a question, at once where nobody rests. */
  readonly call: (key: string) => Promise<void>;
};

export const createPager = (): Pager => {
  const resting = new Map<string, Resting>();
  return {
    rest: async (key, sleep) => {
      const here: Resting = { wake: new AbortController(), asked: Promise.withResolvers<void>() };
      resting.set(key, here);
      try {
        await sleep(here.wake.signal);
        return 'slept';
      } catch (error) {
        if (here.wake.signal.aborted) return 'called';
        throw error;
      }
    },
    asked: (key) => {
      resting.get(key)?.asked.resolve();
      resting.delete(key);
    },
    call: async (key) => {
      const here = resting.get(key);
      here?.wake.abort();
      await here?.asked.promise;
    },
  };
};
