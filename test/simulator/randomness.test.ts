import { describe, expect, it } from 'vitest';
import { createSeededBytes } from '../../simulator/randomness.ts';

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
