// Whole certifications on a real clock, hurried so that nobody waits for them (D-10).
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { certify } from '../../conformance/certify.ts';
import type { SuiteRun } from '../../conformance/report/suite-run.ts';
import { loadScenarios } from '../../conformance/scenario/load-scenarios.ts';
import { type Bureau, createBureau } from '../../simulator/bureau.ts';

const path = (file: string): string => fileURLToPath(new URL(file, import.meta.url));
const reference = `"${process.execPath}" "${path('../../client/driver/start.js')}"`;
const mutant = (name: string): string => `"${process.execPath}" "${path('../mutants/start-client.ts')}" ${name}`;
let bureau: Bureau;
beforeAll(async () => {
  bureau = await createBureau({ port: 0, controlPort: 0, seed: 1 });
});
afterAll(() => bureau.close());

let lastSeed = 0;
const examine = (client: string, only: string, rate: number): Promise<SuiteRun> => {
  lastSeed += 1;
  const { scenarios } = loadScenarios('scenarios', { seed: lastSeed, only });
  return certify({
    ...{ client, scenarios, seed: lastSeed, clock: 'real', rate, partial: true, suiteVersion: '0', machine: 'a test' },
    ...{ bureau: bureau.control, environment: { PATH: process.env['PATH'] ?? '' } },
  });
};
const verdictsOf = (run: SuiteRun) =>
  run.scenarios.map(({ verdict: { id, verdict, reason, checks } }) => [
    id,
    verdict,
    reason ?? checks.filter((check) => check.verdict === 'fail').map((check) => check.id),
  ]);

it('passes a client that keeps the waits by a clock of its own, and says at what rate', async () => {
  const run = await examine(reference, '{ladder/third-rung-succeeds,restart/order-in-flight,busy/row-ends}', 20);
  expect(verdictsOf(run)).toEqual([
    ['busy/row-ends', 'pass', []],
    ['ladder/third-rung-succeeds', 'pass', []],
    ['restart/order-in-flight', 'pass', []],
  ]);
  expect(run).toMatchObject({ clock: 'real', rate: 20 });
  expect(run.scenarios.map(({ evidence }) => evidence.clockRate)).toEqual([20, 20, 20]);
});

it('convicts a client that cuts its waits short', async () => {
  const [found] = verdictsOf(await examine(mutant('no-wait'), 'ladder/third-rung-succeeds', 10));
  expect(found).toEqual(['ladder/third-rung-succeeds', 'fail', expect.arrayContaining(['ladder.waits'])]);
});

it('lists a story of many hours as not run', async () => {
  expect(verdictsOf(await examine(reference, 'busy/two-hours', 20))).toEqual([
    ['busy/two-hours', 'unsupported', expect.stringContaining('told on a virtual clock alone')],
  ]);
});

it('does not examine on a scaled clock who does not say that its own runs so', async () => {
  const hello = { type: 'hello', name: 'a', version: '1', language: 'b', capabilities: ['core'], clock: 'real' };
  const script = `process.stdin.once("data", () => console.log(${JSON.stringify(JSON.stringify(hello))}))`;
  expect(verdictsOf(await examine(`"${process.execPath}" -e '${script}'`, 'first-contact/happy-path', 20))).toEqual([
    ['first-contact/happy-path', 'adapter-error', expect.stringContaining('answered the rate null')],
  ]);
});
