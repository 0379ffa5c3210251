// Hostility `retry-after`: 10 seconds are said or left out, which is the same (E-7).
import type { AnswerBehaviour } from './behaviour.ts';

const defaultSeconds = 10;

/**
 * Of 3001 and 3004 alone, and only of 10 s: an absent `retryAfter` means 10, so any other number left out would be a lie
 * (after a longer lock-out who believes it is punished, B-17). Of 3003 it leads to the end of the window, or nobody
 * knows that end and it is absent (R, B-16): nothing to choose.
 */
export const retryAfter: AnswerBehaviour = {
  name: 'retry-after',
  saying: (saying, dice) => {
    const { returnCode, retryAfterSeconds, ...rest } = saying;
    if (returnCode !== '3001' && returnCode !== '3004') return saying;
    if ((retryAfterSeconds ?? defaultSeconds) !== defaultSeconds || dice() < 0.5) return saying;
    return {
      ...rest,
      returnCode,
      ...(retryAfterSeconds === undefined ? { retryAfterSeconds: defaultSeconds } : {}),
    };
  },
};
