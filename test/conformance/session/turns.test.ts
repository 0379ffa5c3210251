import { expect, it } from 'vitest';
import { createTurns, noTurns } from '../../../conformance/session/turns.ts';

it('lets so many in at once, the others in the order in which they came', async () => {
  const takeTurn = createTurns(2);
  const [endFirst] = [await takeTurn(), await takeTurn()];
  const inside: string[] = [];
  const third = takeTurn().then((end) => {
    inside.push('third');
    return end;
  });
  const fourth = takeTurn().then(() => inside.push('fourth'));
  await Promise.resolve();
  expect(inside).toEqual([]);
  endFirst();
  const endThird = await third;
  expect(inside).toEqual(['third']);
  endThird();
  await fourth;
  expect(inside).toEqual(['third', 'fourth']);
});

it('lets one in for one that goes, however often its end is told', async () => {
  const takeTurn = createTurns(1);
  const end = await takeTurn();
  const inside: string[] = [];
  const second = takeTurn().then(() => inside.push('second'));
  const third = takeTurn().then(() => inside.push('third'));
  end();
  end();
  await second;
  await new Promise(setImmediate);
  expect(inside).toEqual(['second']);
  expect(third).toBeInstanceOf(Promise);
});

it('lets everybody in where there are no turns', async () => {
  await expect(Promise.all([noTurns(), noTurns(), noTurns()])).resolves.toHaveLength(3);
});
