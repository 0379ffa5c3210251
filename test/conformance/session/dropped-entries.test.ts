// What a certification says when the bureau's journal had no room for all that it needs: nothing, and exit code 5.
import { join } from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { earnedCode } from '../../../cli/earned-code.ts';
import { certify } from '../../../conformance/certify.ts';
import type { SuiteRun } from '../../../conformance/report/suite-run.ts';
import { loadScenarios } from '../../../conformance/scenario/load-scenarios.ts';
import { type Bureau, createBureau } from '../../../simulator/bureau.ts';

const root = join(import.meta.dirname, '../../..');
const [long, short] = ['unknown/system-error-nothing-issued', 'first-contact/happy-path'];
const scenarios = loadScenarios(join(root, 'scenarios'), { seed: 1, only: `{${long},${short}}` }).scenarios;
const running: Bureau[] = [];
afterEach(async () => {
  for (const bureau of running.splice(0)) await bureau.close();
});

/** A lawful client, before a bureau whose journal keeps so many entries. */
const examine = async (mostEntries?: number): Promise<SuiteRun> => {
  const journalBounds = mostEntries === undefined ? {} : { mostEntries };
  const bureau = await createBureau({ port: 0, controlPort: 0, seed: 1, journalBounds });
  running.push(bureau);
  return certify({
    client: `${process.execPath} ${join(root, 'client/driver/main.ts')}`,
    ...{ scenarios, seed: 1, clock: 'virtual', partial: false, suiteVersion: '0', machine: 'a test' },
    bureau: bureau.control,
    environment: { PATH: process.env['PATH'] ?? '' },
  });
};
const verdictsOf = (run: SuiteRun) =>
  Object.fromEntries(run.scenarios.map(({ verdict }) => [verdict.id, verdict.verdict]));
const exchangesOf = (run: SuiteRun, id: string): number => {
  const evidence = run.scenarios.find(({ scenario }) => scenario.id === id)?.evidence;
  return (evidence?.wire.length ?? 0) + (evidence?.kitWire.length ?? 0);
};

it('judges as ever while the journal holds every exchange, and nothing once a single one is gone', async () => {
  const roomy = await examine();
  const needed = exchangesOf(roomy, long);
  expect([verdictsOf(roomy), earnedCode(roomy)]).toEqual([{ [long]: 'pass', [short]: 'pass' }, 0]);
  expect(needed).toBeGreaterThan(exchangesOf(roomy, short));

  const justEnough = await examine(needed);
  expect([verdictsOf(justEnough), earnedCode(justEnough)]).toEqual([{ [long]: 'pass', [short]: 'pass' }, 0]);

  const oneShort = await examine(needed - 1);
  expect([verdictsOf(oneShort), earnedCode(oneShort)]).toEqual([{ [long]: 'void', [short]: 'pass' }, 5]);
  expect(oneShort.scenarios.find(({ scenario }) => scenario.id === long)?.verdict).toMatchObject({
    reason: 'the bureau’s journal dropped 1 of its entries; what they held cannot be judged',
    checks: [],
  });
});
