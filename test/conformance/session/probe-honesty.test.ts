import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { certify } from '../../../conformance/certify.ts';
import type { SuiteRun } from '../../../conformance/report/suite-run.ts';
import { loadScenarios } from '../../../conformance/scenario/load-scenarios.ts';
import { systemTimers } from '../../../conformance/system-clock.ts';
import { type Bureau, createBureau } from '../../../simulator/bureau.ts';

const liar = fileURLToPath(new URL('./fakes/liar.ts', import.meta.url));
let bureau: Bureau;
beforeAll(async () => {
  bureau = await createBureau({ port: 0, controlPort: 0, seed: 1 });
});
afterAll(() => bureau.close());

/** Patience is what these tests would otherwise spend their time on. */
const hastyTimers = {
  ...systemTimers,
  after: (delayMs: number, run: () => void) => systemTimers.after(delayMs === 10_000 ? 2_000 : delayMs, run),
};
/** Runs side by side at one bureau must not draw the same keys. */
let lastSeed = 0;

const examine = (lie: string, clock: 'virtual' | 'real'): Promise<SuiteRun> => {
  lastSeed += 1;
  const { scenarios } = loadScenarios('scenarios', { seed: lastSeed, only: 'first-contact/happy-path' });
  return certify({
    ...{ client: `"${process.execPath}" "${liar}" ${lie}`, scenarios, seed: lastSeed, clock, partial: true },
    ...{ suiteVersion: '0', bureau: bureau.control, environment: { PATH: process.env['PATH'] ?? '' } },
    ...{ machine: 'a test', silenceMs: 3000, timers: hastyTimers },
  });
};
const verdictsOf = (run: SuiteRun) => run.scenarios.map(({ verdict }) => [verdict.verdict, verdict.reason]);

it.each(['virtual', 'real'] as const)('believes a client that does not lie (%s clock)', async (clock) => {
  expect(verdictsOf(await examine('none', clock))).toEqual([['pass', null]]);
});

describe.each(['virtual', 'real'] as const)('convicts of lying about commands by the %s clock who', (clock) => {
  it.each([
    ['does-anything', 'a made-up command was answered "done" instead of "unsupported" (D-5)'],
    ['issues-anything', 'a made-up command was answered "issued" instead of "unsupported" (D-5)'],
    ['refuses-anything', 'a made-up command was answered "invalid" instead of "unsupported" (D-5)'],
    ['ignores-anything', 'a made-up command was not answered "unsupported": it did not come within 10000 ms (D-5)'],
  ])('%s', async (lie, reason) => {
    expect(verdictsOf(await examine(lie, clock))).toEqual([['adapter-error', reason]]);
  });
});

describe('convicts of lying about the virtual clock who', () => {
  it.each([
    [
      'gives-up-early',
      /^the virtual clock is claimed, but the client said \{"type":"result",.*before any wake \(D-5\)$/,
    ],
    [
      'retries-early',
      /^the virtual clock is claimed, but the client said \{"type":"sleep",.*"reason":"retry"\} before any wake \(D-5\)$/,
    ],
    [
      'cancels-early',
      /^the virtual clock is claimed, but the client said \{"type":"cancel",.*before any wake \(D-5\)$/,
    ],
    ['sends-twice', /^the virtual clock is claimed, but the client sent again before any wake \(D-5\)$/],
    ['hangs-up-early', /^the virtual clock is claimed, but the client gave its request up before any wake \(D-5\)$/],
    ['sends-nothing', /^the request of the probe never reached the bureau \(D-5\)$/],
    [
      'sleeps-unsaid',
      /^the virtual clock is claimed, but the request of the probe came without its response-timeout sleep: .* \(D-5\)$/,
    ],
  ])('%s', async (lie, reason) => {
    expect(verdictsOf(await examine(lie, 'virtual'))).toEqual([['adapter-error', expect.stringMatching(reason)]]);
  });
});
