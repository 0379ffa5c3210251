// Sessions that kill their client go on with the process that one before has left, and none pays for another's (D-6).
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { certify } from '../../../conformance/certify.ts';
import { loadScenarios } from '../../../conformance/scenario/load-scenarios.ts';
import { type Bureau, createBureau } from '../../../simulator/bureau.ts';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const meddler = `${process.execPath} ${root}test/conformance/driver/fakes/meddler.ts`;
/** Two run side by side; each kills its client once. */
const { scenarios } = loadScenarios(`${root}scenarios`, { seed: 1, only: 'restart/*' });
/** A process that all sessions would share, the probe's (D-5), and for each scenario one that it kills and one in its place. */
const eachForItself = 2 + 2 * scenarios.length;
let bureau: Bureau;
let scratch: string;
beforeAll(async () => {
  scratch = mkdtempSync(join(tmpdir(), 'liandiao-run-alone-'));
  bureau = await createBureau({ port: 0, controlPort: 0, seed: 1 });
});
afterAll(async () => {
  await bureau.close();
  rmSync(scratch, { recursive: true });
});

const certifyCounting = async (trick: string) => {
  const starts = join(scratch, trick);
  const run = await certify({
    ...{ client: `echo started >> ${starts}; exec ${meddler} ${trick}`, scenarios, seed: 1, clock: 'virtual' },
    ...{ partial: true, suiteVersion: '0', bureau: bureau.control, machine: 'a test' },
    environment: { PATH: process.env['PATH'] ?? '' },
  });
  const wrong = run.scenarios.filter(({ verdict }) => verdict.verdict !== 'pass').map(({ verdict }) => verdict.reason);
  return { wrong, starts: readFileSync(starts, 'utf8').trim().split('\n').length };
};

it('kills in one session what was started again in another', async () => {
  expect(await certifyCounting('none')).toEqual({ wrong: [], starts: eachForItself - (scenarios.length - 2) });
});

it('runs a session again whose client died of having served another', async () => {
  expect(await certifyCounting('serves-one-session')).toEqual({ wrong: [], starts: eachForItself });
});
