import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { checks } from '../../conformance/checks/registry.ts';
import { killersOf, writeConvictions, writeMatrix } from './matrix.ts';

it('kills every check by a broken client', () => {
  const unkilled = checks.map(({ id }) => id).filter((id) => killersOf(id).length === 0);
  expect(unkilled, 'add a broken client to test/mutants/client/ that only this check convicts').toEqual([]);
});

it.each([
  ['mutants.md', writeMatrix],
  ['mutants.json', writeConvictions],
])('publishes %s as it is (npm run reference)', (file, write) => {
  const published = readFileSync(new URL(`../../specification/${file}`, import.meta.url), 'utf8');
  expect(published).toBe(write());
});
