// What the kit makes of clients that crash, hang, flood, talk nonsense or lie: an adapter's error, of the right scenario alone (V-1, D-5).
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { certify } from '../../../conformance/certify.ts';
import { conformanceOf, type SuiteRun } from '../../../conformance/report/suite-run.ts';
import { type Bureau, createBureau } from '../../../simulator/bureau.ts';
import { loadTwoSales } from './troubled/scenarios.ts';

const scenarios = loadTwoSales();
const script = 'test/conformance/driver/troubled/client.ts';
let bureau: Bureau;
let scratch: string;
beforeAll(async () => {
  scratch = mkdtempSync(join(tmpdir(), 'liandiao-troubled-'));
  bureau = await createBureau({ port: 0, controlPort: 0, seed: 1 });
});
afterAll(async () => {
  await bureau.close();
  rmSync(scratch, { recursive: true });
});

const examine = (client: string, silenceMs = 1500): Promise<SuiteRun> =>
  certify({
    client,
    scenarios,
    seed: 1,
    clock: 'virtual',
    partial: false,
    suiteVersion: '0',
    bureau: bureau.control,
    environment: { PATH: process.env['PATH'] ?? '' },
    machine: 'a test',
    silenceMs,
  });
const troubled = (what: string) => `${process.execPath} ${script} ${what}`;
const verdictsOf = (run: SuiteRun) =>
  Object.fromEntries(run.scenarios.map(({ verdict }) => [verdict.id, verdict.verdict]));
const reasonOf = (run: SuiteRun, id: string) => run.scenarios.find(({ verdict }) => verdict.id === id)?.verdict.reason;

it('certifies the same client when it has no trouble', async () => {
  const run = await examine(troubled('none'));
  expect(verdictsOf(run)).toEqual({ calm: 'pass', troubled: 'pass' });
});

describe('convicts of an adapter’s error, and only where the trouble is', () => {
  it.each([
    ['crash', 'exit code 3'],
    ['exit-in-order', 'exit code 0'],
    ['hang', 'no word from the client for 1500 ms'],
    ['garbage', 'is not JSON: Traceback'],
    ['no-object', 'is no message'],
    ['endless-line', 'a line longer than'],
    ['flood', 'never opened'],
    ['unknown-type', 'an unknown message type "shrug"'],
    ['foreign-session', 'names the session "nobody", which was never opened'],
    ['unknown-result', 'a result for "never-given", a command that was never given'],
    ['two-results', 'a second result for'],
    ['no-outcome', 'has the unknown outcome "fine"'],
    ['negative-attempts', 'has attempts -1'],
    ['reports-error', 'the database is down'],
  ])('%s: %s', async (what, words) => {
    const run = await examine(troubled(what));
    expect(verdictsOf(run)).toEqual({ calm: 'pass', troubled: 'adapter-error' });
    expect(reasonOf(run, 'troubled')).toContain(words);
    expect(conformanceOf(run).conformant).toBe(false);
  });
});

describe('judges nothing of a client that cannot be met', () => {
  it.each([
    [troubled('leaves-at-once'), 'exit code 0'],
    [troubled('greets-in-prose'), 'is not JSON: Welcome!'],
    [troubled('greets-without-name'), 'its hello lacks name, version or language'],
    [troubled('greets-with-another-clock'), 'it answered the virtual clock with "real"'],
    [troubled('holds-no-session'), 'sessions is no whole number from 1'],
    ['/nowhere/client', 'exit code 127'],
  ])('%s', async (client, words) => {
    const run = await examine(client);
    expect(verdictsOf(run)).toEqual({ calm: 'adapter-error', troubled: 'adapter-error' });
    expect(reasonOf(run, 'calm')).toContain(words);
  });
});

it('does not certify a client that does not claim the class core (V-1)', async () => {
  const run = await examine(troubled('claims-issue-alone'));
  expect(conformanceOf(run)).toMatchObject({ conformant: false });
});

it.each([
  ['knows-every-command', 'a made-up command was answered "done"'],
  ['lives-by-its-own-clock', 'before any wake'],
])('convicts a liar in every scenario: %s (D-5)', async (what, words) => {
  const run = await examine(troubled(what));
  expect(verdictsOf(run)).toEqual({ calm: 'adapter-error', troubled: 'adapter-error' });
  expect(reasonOf(run, 'calm')).toContain(words);
});

it('leaves no process behind, also none that the client started itself', async () => {
  const pidFile = join(scratch, 'child.pid');
  await examine(`${troubled('leaves-a-child')} ${pidFile}`);
  const pid = Number(readFileSync(pidFile, 'utf8'));
  await expect.poll(() => isAlive(pid)).toBe(false);
});

const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return !readFileSync(`/proc/${pid}/stat`, 'utf8').includes(') Z ');
  } catch {
    return false;
  }
};
