// A certification: a bureau, a client, all scenarios driven and judged; gives everything the reports need.
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { BureauFailure, createControl } from './bureau/control.ts';
import { watchEvents } from './bureau/events.ts';
import { type SpawnedBureau, spawnBureau } from './bureau/spawn-bureau.ts';
import { unclaimedOf } from './claimed-classes.ts';
import { type Introduction, NoHello } from './driver/hello.ts';
import { createRoster, type Roster } from './driver/roster.ts';
import type { Evidence } from './evidence.ts';
import type { ScenarioRun, SuiteRun } from './report/suite-run.ts';
import type { Scenario } from './scenario/scenario.ts';
import { emptyEvidence } from './session/empty-evidence.ts';
import { probeHonesty } from './session/probe-honesty.ts';
import { type Acquaintance, beginClient, runSuite, type Suite } from './session/run-suite.ts';
import type { Venue } from './session/session.ts';
import type { VenueTime } from './session/tenant-of.ts';
import { createTurns, noTurns } from './session/turns.ts';
import { hurry, systemTimers, type Timers } from './system-clock.ts';
import type { VariationName } from './variation/names.ts';
import { verdictOn } from './verdict-on.ts';
import { writeInstant } from './wire/instant.ts';

export type CertifyOptions = {
  /** Command line that starts the client under test. */
  readonly client: string;
  /** A function is asked while bureau and client start, and what it throws is thrown. */
  readonly scenarios: readonly Scenario[] | (() => readonly Scenario[]);
  readonly seed: number;
  readonly clock: 'virtual' | 'real';
  /** How many times as fast as the machine's time a real clock runs; the client must say that its own does (D-10). */
  readonly rate?: number;
  /** Only some scenarios were selected: never good for a certificate. */
  readonly partial: boolean;
  /** What the scenarios were told not to vary. */
  readonly calm?: readonly VariationName[];
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

/** With the scenarios at hand. */
type Settled = CertifyOptions & { readonly scenarios: readonly Scenario[] };

const specification = '1.0';
const usualSilenceMs = 5000;
/** On a real clock all sessions run side by side, and a crowd at the beginning would eat into their waits. */
const sessionsBegunAtOnce = 2;
const nobody: Introduction = { name: 'unknown', version: '', language: '', capabilities: [], sessions: 1 };

type Driven = { readonly introduction: Introduction; readonly runs: ReadonlyMap<string, ScenarioRun> };

/** What is not claimed, and what would take days in real time, is listed as such and never as passed (V-1, D-4). */
const whyNotDriven = (scenario: Scenario, { capabilities }: Introduction, { clock }: VenueTime): string | null => {
  const unclaimed = unclaimedOf(scenario, capabilities);
  if (unclaimed !== null) return `the class ${unclaimed} is not claimed (V-1)`;
  if (clock === 'real' && scenario.virtualOnly)
    return 'it is told on a virtual clock alone: its story takes too long, or is one of a certain day (D-4)';
  return null;
};

/** Each scenario is judged as soon as it was driven, while others still wait for client and bureau. */
const drive = async (options: Settled, suite: Suite, acquaintance: Promise<Acquaintance>): Promise<Driven> => {
  const { time } = suite.venue;
  const runs = new Map<string, ScenarioRun>();
  const note = (scenario: Scenario, evidence: Evidence): void => {
    runs.set(scenario.id, { scenario, evidence, verdict: verdictOn(scenario, evidence) });
    options.onProgress?.({ done: runs.size, scenario: scenario.id });
  };
  const failAll = (among: readonly Scenario[], reason: string): void => {
    const end = { kind: 'adapter-error', reason, lastEvents: [] } as const;
    for (const scenario of among)
      note(scenario, { ...(runs.get(scenario.id)?.evidence ?? emptyEvidence(scenario, time, end)), end });
  };
  let shared: Acquaintance;
  try {
    shared = await acquaintance;
  } catch (error) {
    if (!(error instanceof NoHello)) throw error;
    failAll(options.scenarios, error.message);
    return { introduction: nobody, runs };
  }
  const { introduction } = shared;
  const claimed = options.scenarios.filter((scenario) => {
    const reason = whyNotDriven(scenario, introduction, time);
    if (reason !== null) note(scenario, emptyEvidence(scenario, time, { kind: 'unsupported', reason }));
    return reason === null;
  });
  const [model] = claimed;
  const [dishonest] = await Promise.all([
    model ? probeHonesty(model, suite) : null,
    runSuite(claimed, { ...suite, onDone: note }, shared),
  ]);
  if (dishonest !== null) failAll(claimed, `${dishonest} (D-5)`);
  return { introduction, runs };
};

const runOf = (
  options: Settled,
  driven: Driven,
  times: { readonly startedMs: number; readonly endedMs: number },
): SuiteRun => {
  const { name, version, language, capabilities } = driven.introduction;
  const scenarios = options.scenarios.flatMap(({ id }) => driven.runs.get(id) ?? []);
  return {
    suite: { name: 'liandiao', version: options.suiteVersion },
    specification,
    startedAt: writeInstant(times.startedMs),
    durationMs: times.endedMs - times.startedMs,
    clock: options.clock,
    rate: options.rate ?? 1,
    seed: options.seed,
    calm: options.calm ?? [],
    client: { name, version, language, capabilities },
    machine: options.machine,
    partial: options.partial,
    scenarios,
  };
};

/** The client's processes, with nothing of this machine but the environment given and a home of their own. */
export const clientsOf = (
  options: Pick<CertifyOptions, 'client' | 'environment' | 'silenceMs'>,
  home: string,
  timers: Timers,
): Roster =>
  createRoster({
    command: options.client,
    environment: { ...options.environment, HOME: home },
    silenceMs: options.silenceMs ?? usualSilenceMs,
    timers,
  });

const suiteOf = async (
  options: CertifyOptions,
  place: {
    readonly bureau: { readonly url: string; readonly token: string };
    readonly scratch: string;
    readonly clients: Roster;
    readonly timers: Timers;
    readonly time: VenueTime;
    readonly signal: AbortSignal;
  },
): Promise<{ readonly suite: Suite; readonly close: () => void }> => {
  const { bureau, scratch, clients, timers, time, signal } = place;
  const control = createControl(bureau);
  const ca = await control.rootPem();
  const events = await watchEvents(control);
  const { seed } = options;
  const takeTurn = time.clock === 'real' ? createTurns(sessionsBegunAtOnce) : noTurns;
  const venue: Venue = { control, events, ca, time, seed, timers, takeTurn, scratch };
  return { suite: { venue, clients, onDone: () => undefined, signal }, close: events.close };
};

/** Whatever a client leaves there and however it guards it: a folder that stays behind spoils no verdict. */
export const clear = (scratch: string): Promise<void> =>
  rm(scratch, { recursive: true, force: true, maxRetries: 3 }).catch(() => undefined);

/** Rejects on abort: nobody waits for evidence that nobody will read. */
const interruption = (signal: AbortSignal): Promise<never> => {
  const interrupted = new Promise<never>((_resolve, reject) => {
    const interrupt = () => reject(new Error('the certification was interrupted'));
    if (signal.aborted) interrupt();
    else signal.addEventListener('abort', interrupt);
  });
  interrupted.catch(() => undefined);
  return interrupted;
};

const openBureau = async (
  { bureau, environment }: CertifyOptions,
  about: { readonly timers: Timers; readonly signal: AbortSignal },
): Promise<SpawnedBureau> =>
  'spawn' in bureau
    ? spawnBureau(bureau.spawn, { environment, ...about })
    : { ...bureau, obituary: () => null, stop: async () => undefined };

/**
 * Rejects with BureauFailure when no bureau can be had or it dies, and when it is interrupted, everything it started gone;
 * whatever the client does becomes a verdict.
 */
export const certify = async (options: CertifyOptions): Promise<SuiteRun> => {
  const timers = options.timers ?? systemTimers;
  const signal = options.signal ?? new AbortController().signal;
  const startedMs = timers.now();
  const scratch = await mkdtemp(join(tmpdir(), 'liandiao-'));
  const home = join(scratch, 'home');
  await mkdir(home);
  const clients = clientsOf(options, home, timers);
  const { clock, rate = 1 } = options;
  const time = { clock, rate, sinceMs: startedMs, pace: hurry(timers, { rate, sinceMs: startedMs }) };
  const interrupt = () => void clients.dismissAll('the certification was interrupted');
  signal.addEventListener('abort', interrupt);
  // The client starts while the bureau does.
  const acquaintance = beginClient({ venue: { time, timers }, clients });
  acquaintance.catch(() => undefined);
  let close = (): void => undefined;
  let stop = async (): Promise<void> => undefined;
  try {
    if (signal.aborted) interrupt();
    const opening = openBureau(options, { timers, signal });
    opening.catch(() => undefined);
    // One that still starts when the scenarios turn out to be useless is stopped all the same.
    stop = () =>
      opening.then(
        (bureau) => bureau.stop(),
        () => undefined,
      );
    const { scenarios } = options;
    const settled = { ...options, scenarios: typeof scenarios === 'function' ? scenarios() : scenarios };
    const bureau = await opening;
    const opened = await suiteOf(options, { bureau, scratch, clients, timers, time, signal });
    close = opened.close;
    const driven = await Promise.race([drive(settled, opened.suite, acquaintance), interruption(signal)]);
    const obituary = bureau.obituary();
    if (obituary !== null) throw new BureauFailure(obituary);
    return runOf(settled, driven, { startedMs, endedMs: timers.now() });
  } finally {
    close();
    await Promise.all([clients.dismissAll('the certification is over').then(() => clear(scratch)), stop()]);
  }
};
