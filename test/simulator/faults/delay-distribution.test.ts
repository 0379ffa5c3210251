// Delays from a distribution: what is accepted, where they lie, and that the same dice give the same delays.
import { expect, it } from 'vitest';
import { drawDelayMs, isDelay } from '../../../simulator/faults/delay-distribution.ts';
import { createDice, createSeededBytes } from '../../../simulator/randomness.ts';

const draw = (delay: unknown, seed: string): number[] => {
  const dice = createDice(createSeededBytes(seed));
  return Array.from({ length: 4001 }, () => drawDelayMs(delay, dice)).sort((a, b) => a - b);
};
const at = (sorted: readonly number[], share: number) => sorted[Math.floor(share * (sorted.length - 1))] ?? 0;

it.each([
  [1, true],
  [0, false],
  [1.5, false],
  ['45', false],
  [{ uniform: [100, 900] }, true],
  [{ uniform: [900, 100] }, false],
  [{ uniform: [100] }, false],
  [{ lognormal: { medianMs: 300, sigma: 0.8 } }, true],
  [{ lognormal: { medianMs: 300, sigma: 0 } }, false],
  [{ lognormal: { medianMs: 300, sigma: 1, mean: 2 } }, false],
  [{ percentiles: { 50: 200, 99: 4000, 100: 9000 } }, true],
  [{ percentiles: { 50: 200, 99: 4000 } }, false],
  [{ percentiles: { 50: 200, 100: 100 } }, false],
  [{ percentiles: {} }, false],
  [{ uniform: [1, 2], lognormal: { medianMs: 300, sigma: 0.8 } }, false],
  [{ uniform: [1, 2], about: 3 }, false],
  [null, false],
])('takes %j for a delay: %s', (delay, expected) => {
  expect(isDelay(delay)).toBe(expected);
});

it('draws evenly between the ends', () => {
  const delays = draw({ uniform: [100, 900] }, 'uniform');
  expect([at(delays, 0) >= 100, at(delays, 1) <= 900]).toEqual([true, true]);
  expect(Math.abs(at(delays, 0.5) - 500)).toBeLessThan(30);
});

it('draws about its median, with a long tail', () => {
  const delays = draw({ lognormal: { medianMs: 300, sigma: 0.8 } }, 'lognormal');
  expect(Math.abs(at(delays, 0.5) - 300)).toBeLessThan(20);
  expect(at(delays, 0.99) / 300).toBeGreaterThan(4);
});

it('keeps to the table', () => {
  const delays = draw({ percentiles: { 50: 200, 99: 4000, 100: 9000 } }, 'table');
  expect([at(delays, 0.49), at(delays, 0)]).toEqual([200, 200]);
  expect(at(delays, 0.985)).toBeLessThanOrEqual(4000);
  expect(at(delays, 1)).toBeLessThanOrEqual(9000);
});

it('draws the same from the same seed, and other delays from another', () => {
  const delay = { uniform: [1, 1_000_000] };
  expect(draw(delay, 'a')).toEqual(draw(delay, 'a'));
  expect(draw(delay, 'a')).not.toEqual(draw(delay, 'b'));
});
