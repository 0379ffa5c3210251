import { expect, it } from 'vitest';
import { createIvMemory } from '../../../simulator/journal/iv-memory.ts';

it('tells the exchange that had the IV first, for each application alone', () => {
  const ivs = createIvMemory();
  expect([ivs.note('a', '00', 1), ivs.note('b', '00', 2), ivs.note('a', '00', 3), ivs.note('a', '00', 4)]).toEqual([
    null,
    null,
    1,
    1,
  ]);
});

it('forgets the oldest beyond 1024, and everything when it is cleared', () => {
  const ivs = createIvMemory();
  for (let at = 0; at <= 1024; at += 1) ivs.note('a', `${at}`, at);
  expect([ivs.note('a', '1', 2000), ivs.note('a', '0', 2001)]).toEqual([1, null]);
  ivs.clear();
  expect(ivs.note('a', '1024', 2002)).toBeNull();
});
