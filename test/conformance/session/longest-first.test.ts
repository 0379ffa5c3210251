// Which sessions are begun before the others: those that would be waited for at the end of a run.
import { expect, it } from 'vitest';
import { loadScenarios } from '../../../conformance/scenario/load-scenarios.ts';
import { longestFirst } from '../../../conformance/session/longest-first.ts';

const { scenarios } = loadScenarios('scenarios', { seed: 7, calm: [], only: '{polling,red,first-contact}/*' });
const idsOf = (some: typeof scenarios): readonly string[] => some.map(({ id }) => id);

it('begins with stories of days and of long polling, wherever they stood', () => {
  const reversed = scenarios.toReversed();
  for (const order of [scenarios, reversed])
    expect(idsOf(longestFirst(order)).slice(0, 2).toSorted()).toEqual([
      'polling/never-settles',
      'red/sheet-expires-72h',
    ]);
});

it('leaves all others in their order, and none out', () => {
  const others = idsOf(longestFirst(scenarios)).slice(2);
  expect(others).toEqual(idsOf(scenarios).filter((id) => others.includes(id)));
  expect(longestFirst(scenarios)).toHaveLength(scenarios.length);
});
