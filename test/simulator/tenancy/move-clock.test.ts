// A clock that moves at rest only: one request tells whether the bureau rests and moves it, or moves nothing (D-4).
import { expect, it } from 'vitest';
import { fault, openCounter, settle } from '../counter.ts';
import { noon, order } from '../operations/books.ts';

const goAtRest = async ({ tenant }: ReturnType<typeof openCounter>, advanceTo: number, held: readonly string[]) => {
  const answer = await tenant.moveClock({ advanceTo, onlyAtRest: { held } });
  return answer.ok ? [answer.value['moved'], answer.value['now']] : answer.problems;
};

const start = '2026-11-23T12:00:00.000+08:00';

it('goes where nothing is due and nothing is under way', async () => {
  expect(await goAtRest(openCounter(), noon + 5000, [])).toEqual([true, '2026-11-23T12:00:05.000+08:00']);
});

it.each([
  [59_999, [true, '2026-11-23T12:00:59.999+08:00']],
  [60_000, [false, start]],
])('stays before what is due within %d ms', async (aheadMs, expected) => {
  const counter = openCounter();
  await counter.ask({ payload: order });
  expect(await goAtRest(counter, noon + aheadMs, [])).toEqual(expected);
});

it('goes on beside requests that are held and named, and beside no other', async () => {
  const counter = openCounter();
  counter.setFaults(fault({ hold: true }));
  const nonce = counter.begin({ payload: order }).message['nonce'] ?? '';
  await settle();
  const tried = [[], [nonce, 'another'], ['another'], [nonce]];
  const moved = [];
  for (const held of tried) moved.push(await goAtRest(counter, noon + 1000, held));
  expect(moved.map(([went]) => went)).toEqual([false, false, false, true]);
});
