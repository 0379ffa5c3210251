import { expect, it } from 'vitest';
import { createHurriedClock } from '../../../client/driver/hurried-clock.ts';

it('shows since plus rate times what has passed, in whole milliseconds', () => {
  let nowMs = 1_000;
  const clock = createHurriedClock({ now: () => nowMs, sleep: async () => undefined }, { rate: 2.5, sinceMs: 1_000 });
  const shown = [clock.now()];
  nowMs = 1_003;
  shown.push(clock.now());
  expect(shown).toEqual([1_000, 1_007]);
});

it('waits so much shorter, for the same reason', async () => {
  const waits: unknown[] = [];
  const real = { now: () => 0, sleep: async (ms: number, options: unknown) => void waits.push([ms, options]) };
  const options = { reason: 'retry', commandId: 'c', signal: new AbortController().signal } as const;
  await createHurriedClock(real, { rate: 20, sinceMs: 0 }).sleep(10_000, options);
  expect(waits).toEqual([[500, options]]);
});
