// `liandiao certify`: starts a bureau, drives a client through the scenarios, judges, writes the reports, says how it went.
import { appendFileSync } from 'node:fs';
import { arch, release, type } from 'node:os';
import { fileURLToPath } from 'node:url';
import type { Command } from 'commander';
import { certify } from '../conformance/certify.ts';
import { maskRun } from '../conformance/report/mask.ts';
import type { SuiteRun } from '../conformance/report/suite-run.ts';
import { writeSummary } from '../conformance/report/summary.ts';
import { writeReports } from '../conformance/report/write-reports.ts';
import type { Scenario } from '../conformance/scenario/scenario.ts';
import { addCertifyFlags, type CertifyFlags, largestSeed } from './certify-flags.ts';
import { chooseScenarios } from './choose-scenarios.ts';
import { earnedCode } from './earned-code.ts';
import { exitCode } from './exit-code.ts';
import { explain, listScenarios } from './explain.ts';
import { type Issuer, issueCertificate, openIssuer, withdrawCertificate } from './issue-certificate.ts';
import { excuse, knownFailuresOf } from './known-failures-of.ts';
import { cleanEnvironment, ownBureauCommand } from './own-bureau.ts';
import { packageVersion } from './package-version.ts';
import { createProgress, type Progress } from './progress.ts';
import { readLaw } from './reference/law.ts';
import { Refusal } from './refusal.ts';
import { openReportFolder, refuseFolder } from './report-folder.ts';
import { soak, soakNumbers } from './soak.ts';
import { teller, tellRun } from './tell-run.ts';

/** SIGINT and SIGTERM end the run, not the process: bureau, clients and scratch folder go first. */
const awaitInterruption = (): AbortSignal => {
  const stop = new AbortController();
  const interrupted = (signal: 'SIGINT' | 'SIGTERM') => {
    process.exitCode = signal === 'SIGINT' ? exitCode.interrupted : exitCode.terminated;
    stop.abort();
  };
  process.on('SIGINT', interrupted).on('SIGTERM', interrupted);
  return stop.signal;
};

/** With a client to drive. */
type Driving = CertifyFlags & { readonly client: string };

/** Random scripts by their numbers, instead of the scenarios of a folder. */
type Play = { readonly numbers: readonly number[]; readonly flags: Driving & { readonly soak: number } };

const choosePlay = (flags: Driving, scenariosGiven: boolean): Play | null => {
  if (flags.soak === undefined) return null;
  const soaking = { ...flags, soak: flags.soak };
  return { numbers: soakNumbers(soaking, { scenariosGiven }), flags: soaking };
};

/** Null when it was interrupted: whatever ends badly then does so for that reason. */
const examine = async (
  flags: Driving,
  about: { readonly play: Play | null; readonly seed: number; readonly signal: AbortSignal },
): Promise<SuiteRun | null> => {
  const { play, seed, signal } = about;
  let progress: Progress = { show: () => undefined, end: () => undefined };
  const showTotal = (total: number): void => {
    progress = createProgress({ total, stream: process.stderr, quiet: flags.quiet === true });
  };
  const choose = (): readonly Scenario[] => {
    const scenarios = chooseScenarios(flags, seed);
    showTotal(scenarios.length);
    return scenarios;
  };
  try {
    const options = {
      client: flags.client,
      seed,
      suiteVersion: packageVersion(),
      bureau: { spawn: ownBureauCommand },
      environment: cleanEnvironment(),
      machine: `${type()} ${release()} ${arch()}, Node ${process.versions.node}`,
      calm: flags.calm ?? [],
      onProgress: (event: Parameters<Progress['show']>[0]) => progress.show(event),
      signal,
    };
    if (play) {
      showTotal(play.numbers.length);
      return await soak(play.flags, { ...options, numbers: play.numbers }, teller(flags));
    }
    const suite = await certify({
      ...options,
      scenarios: choose,
      clock: flags.clock,
      rate: flags.rate ?? 1,
      partial: flags.only !== undefined || flags.calm !== undefined,
    });
    return signal.aborted ? null : suite;
  } catch (error) {
    if (signal.aborted) return null;
    throw error;
  } finally {
    progress.end();
  }
};

/** V-3: the seed is drawn by the kit unless a run is to be repeated. */
const drawSeed = (): number => Math.floor(Math.random() * largestSeed);

const readDriving = (flags: CertifyFlags): Driving => {
  const { client } = flags;
  const remedy = 'Give the command that starts your client, e.g. --client "python3 main.py".';
  if (client === undefined) throw new Refusal('--client is missing', remedy);
  if (client.trim() === '') throw new Refusal('--client is empty', remedy);
  if (flags.rate !== undefined && flags.clock === 'virtual')
    throw new Refusal(
      '--rate is for a real clock: a virtual one goes as fast as the client answers',
      'Leave it out, or add --clock real.',
    );
  return { ...flags, client };
};

/** What certify says when it is asked what there is, and runs nothing; null when it is not. */
const answerQuestion = (flags: CertifyFlags): string | null => {
  if (!flags.list && flags.explain === undefined) return null;
  const scenarios = chooseScenarios(flags, flags.seed ?? 1);
  if (flags.explain === undefined) return listScenarios(scenarios);
  return explain(flags.explain, scenarios, readLaw(fileURLToPath(new URL('../specification', import.meta.url))));
};

/** Beside a job of GitHub's, whose runner names the file. */
const writeJobSummary = (masked: SuiteRun): void => {
  const file = process.env['GITHUB_STEP_SUMMARY'];
  if (file) appendFileSync(file, writeSummary(masked));
};

const quoted = (text: string): string => (/^[\w./-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`);

const conclude = async (
  suite: SuiteRun,
  flags: CertifyFlags,
  about: { readonly folder: string; readonly issuer: Issuer | null; readonly signal: AbortSignal },
): Promise<void> => {
  const { folder, issuer, signal } = about;
  const known = flags.knownFailures === undefined ? null : knownFailuresOf(flags.knownFailures);
  withdrawCertificate(folder);
  const reports = await writeReports(folder, suite).catch((error: unknown) => {
    throw refuseFolder(flags.out, error);
  });
  const transcript = reports['transcript.ndjson'] ?? '';
  const earned = earnedCode(suite);
  const repair = `liandiao known-failures ${quoted(flags.out)} ${quoted(flags.knownFailures ?? '')}`;
  const excused = known ? excuse(suite, known, { earned, repair }) : { lines: [], code: earned };
  const issued = issuer ? [issueCertificate(suite, issuer, { folder, transcript, now: Date.now() })] : [];
  const masked = maskRun(suite);
  writeJobSummary(masked);
  tellRun(masked, flags, { folder, result: reports['result.json'] ?? '', remarks: [...excused.lines, ...issued] });
  if (!signal.aborted) process.exitCode = excused.code;
};

const run = async (given: CertifyFlags, command: Command): Promise<void> => {
  const answer = answerQuestion(given);
  if (answer !== null) return void process.stdout.write(answer);
  const flags = readDriving(given);
  const isGiven = (flag: string) => command.getOptionValueSource(flag) === 'cli';
  const issuer = openIssuer(flags, { given: isGiven, environment: process.env });
  if (flags.knownFailures !== undefined) knownFailuresOf(flags.knownFailures);
  const seed = flags.seed ?? drawSeed();
  const play = choosePlay(flags, isGiven('scenarios'));
  const signal = awaitInterruption();
  const folder = openReportFolder(flags.out);
  if (play) teller(flags)(`seed 种子 ${seed}`);
  try {
    const suite = await examine(flags, { play, seed, signal });
    if (!suite) return void process.stderr.write('liandiao: interrupted; no report was written\n');
    await conclude(suite, flags, { folder: folder.path, issuer, signal });
  } finally {
    folder.abandon();
  }
};

/** Adds `certify` to the command line. */
export const registerCertify = (program: Command): void => {
  addCertifyFlags(
    program.command('certify').description('drive a client through the scenarios, judge it, write the evidence'),
  ).action(run);
};
