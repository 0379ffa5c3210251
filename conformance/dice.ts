// Dice of one purpose in a run: the same seed and purpose always fall the same, whatever else was thrown.
import { createSeededRandom } from './seeded-random.ts';

export type Dice = {
  readonly chance: (probability: number) => boolean;
  /** A whole number from `least` to `most`. */
  readonly between: (least: number, most: number) => number;
  readonly oneOf: <T>(choices: readonly [T, ...T[]]) => T;
  readonly shuffle: <T>(items: readonly T[]) => T[];
};

export const createDice = (seed: number, purpose: string): Dice => {
  const random = createSeededRandom(seed, purpose);
  const draw = (): number => random.bytes(4).readUInt32BE(0) / 2 ** 32;
  const between = (least: number, most: number): number => least + Math.floor(draw() * (most - least + 1));
  return {
    chance: (probability) => draw() < probability,
    between,
    oneOf: <T>(choices: readonly [T, ...T[]]) => choices[between(0, choices.length - 1)] as T,
    shuffle: <T>(items: readonly T[]) => {
      const rest = [...items];
      return items.flatMap(() => rest.splice(between(0, rest.length - 1), 1));
    },
  };
};
