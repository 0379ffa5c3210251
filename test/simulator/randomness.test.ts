import { describe, expect, it } from 'vitest';
import { createQuickDice, createSeededBytes } from '../../simulator/randomness.ts';

const draw = (seed: string, sizes: readonly number[]) => {
  const bytes = createSeededBytes(seed);
  return Buffer.concat(sizes.map(bytes)).toString('hex');
};

describe('seeded bytes', () => {
  it('are the same for the same seed, in whatever portions they are drawn', () => {
    expect(draw('1', [100])).toBe(draw('1', [1, 31, 33, 35]));
  });

  it('are others for another seed', () => {
    expect(draw('1', [32])).not.toBe(draw('2', [32]));
  });

  it('do not repeat', () => {
    const bytes = createSeededBytes('1');
    const drawn = Array.from({ length: 1000 }, () => Buffer.from(bytes(16)).toString('hex'));
    expect(new Set(drawn).size).toBe(1000);
  });
});

describe('quick dice', () => {
  const numbersOf = (seed: string, count: number) => {
    const dice = createQuickDice(seed);
    return Array.from({ length: count }, () => dice());
  };

  it('give the same for the same seed, and others for another', () => {
    expect(numbersOf('1', 50)).toEqual(numbersOf('1', 50));
    expect(numbersOf('1', 50)).not.toEqual(numbersOf('2', 50));
  });

  it('lie evenly from 0 to below 1', () => {
    const tenths = Array.from({ length: 10 }, () => 0);
    for (const number of numbersOf('3', 10_000))
      tenths[Math.floor(number * 10)] = (tenths[Math.floor(number * 10)] ?? 0) + 1;
    expect(tenths).toHaveLength(10);
    expect(tenths.every((count) => count > 850 && count < 1150)).toBe(true);
  });

  it('have first numbers that differ from seed to seed, however alike the seeds are', () => {
    const first = Array.from({ length: 1000 }, (_, at) => numbersOf(`order SO-${at}`, 1)[0]);
    expect(new Set(first).size).toBe(1000);
    expect(first.filter((number) => (number ?? 0) < 0.5).length).toBeGreaterThan(430);
  });
});
