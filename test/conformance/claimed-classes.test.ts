// A scenario is claimed when all its classes are.
import { expect, it } from 'vitest';
import { unclaimedOf } from '../../conformance/claimed-classes.ts';

it.each([
  [{ class: 'core', also: [] }, ['core'], null],
  [{ class: 'core', also: [] }, ['issue', 'query'], null],
  [{ class: 'core', also: [] }, ['issue'], 'core'],
  [{ class: 'audit', also: ['restart'] }, ['core', 'audit', 'restart'], null],
  [{ class: 'audit', also: ['restart'] }, ['core', 'audit'], 'restart'],
  [{ class: 'audit', also: ['restart'] }, ['core', 'restart'], 'audit'],
])('finds of %j, where %j is claimed: %s', (scenario, capabilities, missing) => {
  expect(unclaimedOf(scenario, capabilities)).toBe(missing);
});
