// The patience with a silent client (D-4): counted while somebody waits for a word, begun anew by every word.
import type { Timers } from '../system-clock.ts';

export type Silence = {
  /** A word was heard or said. */
  readonly word: () => void;
  /** Somebody waits for a word; returns what ends the waiting. */
  readonly awaitWord: () => () => void;
  readonly stop: () => void;
};

/** Counted in slices, so that words that lay unread while the kit itself had no processor are read before anyone is convicted. */
const slices = 5;

/** `tooLong` is called once, after `silenceMs` without a word while somebody waited. */
export const createSilence = (
  options: { readonly silenceMs: number; readonly timers: Timers },
  tooLong: () => void,
): Silence => {
  let waiting = 0;
  let left = slices;
  let cancel: () => void = () => undefined;
  const slice = (): void => {
    cancel = options.timers.after(options.silenceMs / slices, () => {
      left -= 1;
      if (left === 0) tooLong();
      else slice();
    });
  };
  const rewind = (): void => {
    cancel();
    left = slices;
    if (waiting > 0) slice();
  };
  return {
    word: rewind,
    awaitWord: () => {
      waiting += 1;
      if (waiting === 1) rewind();
      return () => {
        waiting -= 1;
        if (waiting === 0) rewind();
      };
    },
    stop: () => {
      cancel();
      waiting = Number.NEGATIVE_INFINITY;
    },
  };
};
