// A certification: a bureau, a client, all scenarios driven and judged; gives everything the reports need.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { BureauFailure, createControl } from './bureau/control.ts';
import { watchEvents } from './bureau/events.ts';
import { spawnBureau } from './bureau/spawn-bureau.ts';
import type { Introduction } from './driver/hello.ts';
import type { Evidence, SessionEnd } from './evidence.ts';
import { judgeScenario } from './judge.ts';
import type { ScenarioRun, SuiteRun } from './report/suite-run.ts';
import type { Scenario } from './scenario/scenario.ts';
import { probeHonesty } from './session/probe-honesty.ts';
import type { Venue } from './session/run-session.ts';
import { beginClient, runSuite, type Suite } from './session/run-suite.ts';
import { systemTimers, type Timers } from './system-clock.ts';
import { writeInstant } from './wire/instant.ts';

export type CertifyOptions = {
  /** Command line that starts the client under test. */
  readonly client: string;
  readonly scenarios: readonly Scenario[];
  readonly seed: number;
  readonly clock: 'virtual' | 'real';
  /** Only some scenarios were selected: never good for a certificate. */
  readonly partial: boolean;
  readonly suiteVersion: string;
  /** A command that opens a bureau (see `spawnBureau`), or one that is open. */
  readonly bureau: { readonly spawn: readonly string[] } | { readonly url: string; readonly token: string };
  /** Of the client and of a spawned bureau; nothing in it may lead to the control port. */
  readonly environment: Readonly<Record<string, string>>;
  readonly machine: string;
  readonly onProgress?: (event: { readonly done: number; readonly scenario: string }) => void;
  readonly signal?: AbortSignal;
  readonly silenceMs?: number;
  readonly timers?: Timers;
};

const specification = '1.0';
const usualSilenceMs = 5000;
const nobody: Introduction = { name: 'unknown', version: '', language: '', capabilities: [], sessions: 1 };

/** A scenario that was not driven still has evidence: that it was not. */
const emptyEvidence = (scenario: Scenario, clock: 'virtual' | 'real', end: SessionEnd): Evidence => ({
  scenarioId: scenario.id,
  clockMode: clock,
  startedAt: scenario.startAt,
  credentials: { appId: '', appSecret: '', sm4Key: '', encryptType: 'SM4-CBC', signType: 'HMAC-SM3' },
  responseTimeoutMs: 0,
  orders: scenario.orders,
  commands: [],
  dialogue: [],
  wire: [],
  kitWire: [],
  ledger: [],
  claims: [],
  faults: scenario.faults.map(({ rule, required }) => ({ id: rule.id, hits: 0, required })),
  end,
});

const isClaimed = (scenario: Scenario, { capabilities }: Introduction): boolean =>
  capabilities.includes(scenario.class) ||
  (scenario.class === 'core' && ['issue', 'query'].every((command) => capabilities.includes(command)));

type Driven = { readonly introduction: Introduction; readonly evidence: ReadonlyMap<string, Evidence> };

const drive = async (options: CertifyOptions, suite: Suite): Promise<Driven> => {
  const { scenarios, clock } = options;
  const evidence = new Map<string, Evidence>();
  const note = (scenario: Scenario, found: Evidence): void => {
    evidence.set(scenario.id, found);
    options.onProgress?.({ done: evidence.size, scenario: scenario.id });
  };
  const failAll = (reason: string): void => {
    for (const scenario of scenarios)
      note(scenario, emptyEvidence(scenario, clock, { kind: 'adapter-error', reason, lastEvents: [] }));
  };
  let shared: Awaited<ReturnType<typeof beginClient>>;
  try {
    shared = await beginClient(suite);
  } catch (error) {
    failAll(error instanceof Error ? error.message : String(error));
    return { introduction: nobody, evidence };
  }
  const { introduction, client } = shared;
  const claimed = scenarios.filter((scenario) => isClaimed(scenario, introduction));
  for (const scenario of scenarios.filter((one) => !claimed.includes(one)))
    note(
      scenario,
      emptyEvidence(scenario, clock, {
        kind: 'unsupported',
        reason: `the class ${scenario.class} is not claimed (V-1)`,
      }),
    );
  const [model] = claimed;
  const probing = model ? probeHonesty(model, suite) : Promise.resolve(null);
  await runSuite(claimed, { ...suite, onDone: note }, shared);
  const dishonest = await probing;
  if (dishonest !== null) failAll(`${dishonest} (D-5)`);
  await client.finish();
  return { introduction, evidence };
};

const runOf = (
  options: CertifyOptions,
  driven: Driven,
  times: { readonly startedMs: number; readonly endedMs: number },
): SuiteRun => {
  const { name, version, language, capabilities } = driven.introduction;
  const scenarios = options.scenarios.flatMap((scenario): ScenarioRun[] => {
    const evidence = driven.evidence.get(scenario.id);
    return evidence ? [{ scenario, evidence, verdict: judgeScenario(scenario, evidence) }] : [];
  });
  return {
    suite: { name: 'liandiao', version: options.suiteVersion },
    specification,
    startedAt: writeInstant(times.startedMs),
    durationMs: times.endedMs - times.startedMs,
    clock: options.clock,
    seed: options.seed,
    client: { name, version, language, capabilities },
    machine: options.machine,
    partial: options.partial,
    scenarios,
  };
};

/** Rejects with BureauFailure when no bureau can be had; whatever the client does becomes a verdict. */
export const certify = async (options: CertifyOptions): Promise<SuiteRun> => {
  const timers = options.timers ?? systemTimers;
  const startedMs = timers.now();
  const bureau =
    'spawn' in options.bureau
      ? await spawnBureau(options.bureau.spawn, options.environment)
      : { ...options.bureau, obituary: () => null, stop: async () => undefined };
  const scratch = await mkdtemp(join(tmpdir(), 'liandiao-'));
  const control = createControl(bureau);
  const events = await watchEvents(control);
  try {
    const venue: Venue = {
      control,
      events,
      ca: await control.rootPem(),
      clock: options.clock,
      seed: options.seed,
      timers,
      scratch,
    };
    const suite: Suite = {
      venue,
      client: {
        command: options.client,
        environment: { ...options.environment, HOME: scratch },
        silenceMs: options.silenceMs ?? usualSilenceMs,
        timers,
      },
      onDone: () => undefined,
      signal: options.signal ?? new AbortController().signal,
    };
    const driven = await drive(options, suite);
    return runOf(options, driven, { startedMs, endedMs: timers.now() });
  } catch (error) {
    const obituary = bureau.obituary();
    throw obituary === null ? error : new BureauFailure(obituary);
  } finally {
    events.close();
    await bureau.stop();
    await rm(scratch, { recursive: true, force: true });
  }
};
