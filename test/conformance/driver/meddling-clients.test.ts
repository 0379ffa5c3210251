// A client that meddles with the dialogue spoils the scenario in which it does so, with its last events, and no other.
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type SpawnedBureau, spawnBureau } from '../../../conformance/bureau/spawn-bureau.ts';
import { certify } from '../../../conformance/certify.ts';
import type { SuiteRun } from '../../../conformance/report/suite-run.ts';
import { loadScenarios } from '../../../conformance/scenario/load-scenarios.ts';
import type { Scenario } from '../../../conformance/scenario/scenario.ts';
import { systemTimers } from '../../../conformance/system-clock.ts';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const meddler = `${process.execPath} ${fileURLToPath(new URL('./fakes/meddler.ts', import.meta.url))}`;
const environment = { PATH: process.env['PATH'] ?? '' };
/** Runs side by side at one bureau must not draw the same keys. */
let lastSeed = 0;
const nextSeed = (): number => {
  lastSeed += 1;
  return lastSeed;
};
const silenceMs = 2500;
const victim = 'first-contact/issued-then-delivered';
const bystanders = ['first-contact/happy-path'];

/** Patience is what these tests would otherwise spend their time on. */
const hastyTimers = {
  ...systemTimers,
  after: (delayMs: number, run: () => void) => systemTimers.after(delayMs >= 10_000 ? delayMs / 10 : delayMs, run),
};

let bureau: SpawnedBureau;
beforeAll(async () => {
  const command = ['bureau', '--in-memory', '--port', '0', '--no-http', '--control-port', '0'];
  const signal = new AbortController().signal;
  bureau = await spawnBureau([process.execPath, `${root}cli/liandiao.ts`, ...command], {
    ...{ environment, timers: systemTimers, signal },
  });
});
afterAll(() => bureau.stop());

const examine = (client: string, scenarios: readonly Scenario[], seed: number): Promise<SuiteRun> =>
  certify({
    ...{ client, seed, clock: 'virtual', partial: true, suiteVersion: '0', bureau, environment, machine: 'test' },
    ...{ scenarios, silenceMs, timers: hastyTimers },
  });

const scenariosOf = (ids: readonly string[], seed: number) =>
  loadScenarios(`${root}scenarios`, { seed }).scenarios.filter(({ id }) => ids.includes(id));

const examineBystanders = (client: string): Promise<SuiteRun> => {
  const seed = nextSeed();
  return examine(client, scenariosOf(bystanders, seed), seed);
};

/** The client plays its trick in the victim's scenario, and others are run beside it. */
const play = (trick: string): Promise<SuiteRun> => {
  const seed = nextSeed();
  const scenarios = scenariosOf([victim, ...bystanders], seed);
  const [order] = Object.values(scenarios.find(({ id }) => id === victim)?.orders ?? {});
  return examine(`${meddler} ${trick} ${order?.orderNo}`, scenarios, seed);
};

const verdicts = (run: SuiteRun) =>
  Object.fromEntries(run.scenarios.map(({ scenario, verdict }) => [scenario.id, verdict.verdict]));
const passes = Object.fromEntries(bystanders.map((id) => [id, 'pass']));
const find = (run: SuiteRun, id: string) => run.scenarios.find(({ scenario }) => scenario.id === id);
const lastEvents = (run: SuiteRun, id: string): readonly string[] => {
  const end = find(run, id)?.evidence.end;
  return end?.kind === 'adapter-error' ? end.lastEvents : [];
};

describe('within one scenario', () => {
  it.concurrent.each([
    ['late-result', 'a second result for'],
    ['drips', 'no word from the client for 2500 ms'],
    ['deep', 'a line of standard output is nested deeper than 64'],
    ['object-ids', 'a command that was never given (D-3)'],
  ])('%s', async (trick, reason) => {
    const run = await play(trick);
    expect(verdicts(run)).toEqual({ [victim]: 'adapter-error', ...passes });
    expect(find(run, victim)?.verdict.reason).toContain(reason);
    expect(lastEvents(run, victim).join('\n')).toContain('"type":"command"');
  });

  it('drowns no verdict in a flood', async () => {
    const run = await play('floods');
    expect(verdicts(run)).toEqual({ [victim]: 'adapter-error', ...passes });
    expect(find(run, victim)?.verdict.reason).toBe('more than 67108864 bytes on standard output');
    expect(lastEvents(run, victim).join('').length).toBeLessThan(6000);
  });

  it('takes a wrong number of attempts for a lie, not for an accident', async () => {
    const run = await play('wrong-attempts');
    expect(verdicts(run)).toEqual({ [victim]: 'fail', ...passes });
    const failed = find(run, victim)?.verdict.checks.filter(({ verdict }) => verdict === 'fail');
    expect(failed?.map(({ id }) => id)).toEqual(['claim.attempts']);
  });

  it('knows a result by its id, whatever session it names', async () => {
    expect(verdicts(await play('names-another-session'))).toEqual({ [victim]: 'pass', ...passes });
  });

  it('blames a client that cannot be started again, not itself', async () => {
    const restart = 'restart/order-in-flight';
    const seed = nextSeed();
    // The fourth process, after the shared one, the probe's and its own first.
    const command = `[ $(ls $HOME | wc -l) -lt 3 ] || exit 7; touch $HOME/$$; exec ${meddler}`;
    const run = await examine(command, scenariosOf([restart], seed), seed);
    expect(verdicts(run)).toEqual({ [restart]: 'adapter-error' });
    expect(find(run, restart)?.verdict.reason).toContain('exit code 7');
    expect(lastEvents(run, restart).join('\n')).toContain('"type":"command"');
  });
});

describe('in every scenario', () => {
  it.concurrent.each([
    ['crashes-at-start', 'cannot find module "tax"'],
    ['no-hello', "no answer to the kit's hello within 30000 ms"],
    ['other-protocol', 'it speaks protocol 2 of the driver; this kit speaks 1 (D)'],
    ['cursor-in-name', 'without control characters (D)'],
    ['odd-sessions', 'no whole number from 1 (D)'],
    ['never-sleeps', 'came without its response-timeout sleep'],
  ])('%s', async (trick, reason) => {
    const run = await play(trick);
    expect(new Set(Object.values(verdicts(run)))).toEqual(new Set(['adapter-error']));
    expect(find(run, victim)?.verdict.reason).toContain(reason);
  });

  it('is not started by what may not be executed', async () => {
    const run = await examineBystanders(`${root}package.json`);
    expect(verdicts(run)).toEqual(Object.fromEntries(bystanders.map((id) => [id, 'adapter-error'])));
    expect(find(run, bystanders[0] ?? '')?.verdict.reason).toContain('ermission denied');
  });

  it('is unsupported when core is not claimed', async () => {
    expect(new Set(Object.values(verdicts(await play('claims-nothing'))))).toEqual(new Set(['unsupported']));
  });
});

it('passes over capabilities it does not know', async () => {
  expect(verdicts(await play('unknown-capabilities'))).toEqual({ [victim]: 'pass', ...passes });
});

it('starts a client by a whole line of shell', async () => {
  const run = await examineBystanders(`cd ${root} && LEVEL=1 ${process.execPath} client/driver/start.js`);
  expect(verdicts(run)).toEqual(passes);
});
