import { describe, expect, it } from 'vitest';
import { createRecentCount } from '../../simulator/recent-count.ts';

describe('the recent count', () => {
  it.each([
    [[0, 0, 0], 3],
    [[0, 999], 2],
    [[0, 1000], 1],
    [[0, 500, 1200, 1499], 3],
    [[0, 5000], 1],
  ])('of instants at %j ms is %i in the last second', (instants, expected) => {
    const recent = createRecentCount(1000);
    expect(instants.map((at) => recent.note(at)).at(-1)).toBe(expected);
  });

  it('counts on when it has forgotten thousands', () => {
    const recent = createRecentCount(1000);
    const counts = Array.from({ length: 5000 }, (_, at) => recent.note(at));
    expect([counts.at(-1), recent.count(5500), recent.count(6000)]).toEqual([1000, 499, 0]);
  });
});
