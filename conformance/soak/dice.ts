// The dice of a soak: whatever is drawn hangs on seed and purpose alone, so that a script can be drawn again (V-3).
import { createSeededRandom } from '../seeded-random.ts';

export type Dice = {
  /** From `least` to `most`, both included. */
  readonly int: (least: number, most: number) => number;
  /** True so many times in a hundred. */
  readonly chance: (percent: number) => boolean;
  readonly oneOf: <T>(choices: readonly [T, ...T[]]) => T;
};

export const createDice = (seed: number, purpose: string): Dice => {
  const { bytes } = createSeededRandom(seed, purpose);
  const int = (least: number, most: number) => least + (bytes(4).readUInt32BE(0) % (most - least + 1));
  return {
    int,
    chance: (percent) => int(1, 100) <= percent,
    oneOf: (choices) => choices[int(0, choices.length - 1)] ?? choices[0],
  };
};
