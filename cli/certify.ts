// `liandiao certify`: starts a bureau, drives a client through the scenarios, judges, writes the reports, says how it went.
import { arch, release, type } from 'node:os';
import { type Command, InvalidArgumentError, Option } from 'commander';
import picomatch from 'picomatch';
import { certify } from '../conformance/certify.ts';
import { maskRun } from '../conformance/report/mask.ts';
import { resultOf } from '../conformance/report/result.ts';
import { conformanceOf, type SuiteRun } from '../conformance/report/suite-run.ts';
import { clockWords, longestOf, longestWords } from '../conformance/report/time-of-run.ts';
import { writeReports } from '../conformance/report/write-reports.ts';
import { loadScenarios } from '../conformance/scenario/load-scenarios.ts';
import { describeRefusal } from '../conformance/scenario/refusal.ts';
import type { Scenario } from '../conformance/scenario/scenario.ts';
import { isVariationName, type VariationName, variationNames } from '../conformance/variation/names.ts';
import type { Verdict } from '../conformance/verdict.ts';
import { fastestRate } from '../simulator/clock.ts';
import { builtInScenarios } from './built-in-scenarios.ts';
import { earnedCode } from './earned-code.ts';
import { exitCode } from './exit-code.ts';
import { cleanEnvironment, ownBureauCommand } from './own-bureau.ts';
import { packageVersion } from './package-version.ts';
import { createProgress, type Progress } from './progress.ts';
import { Refusal } from './refusal.ts';
import { openReportFolder, refuseFolder } from './report-folder.ts';
import { soak, soakNumbers } from './soak.ts';
import { verdictLine } from './verdict-line.ts';

type CertifyFlags = {
  readonly client: string;
  readonly out: string;
  readonly only?: string;
  readonly seed?: number;
  readonly calm?: readonly VariationName[];
  readonly clock: 'virtual' | 'real';
  readonly rate?: number;
  readonly scenarios: string;
  readonly soak?: number;
  readonly json?: true;
  readonly quiet?: true;
};

const largestSeed = 0xffffffff;

const readSeed = (text: string): number => {
  if (!/^\d{1,10}$/.test(text) || Number(text) > largestSeed)
    throw new InvalidArgumentError(`a seed is a whole number from 0 to ${largestSeed}`);
  return Number(text);
};

const mostScripts = 100_000;

const readCount = (text: string): number => {
  if (!/^\d{1,6}$/.test(text) || Number(text) < 1 || Number(text) > mostScripts)
    throw new InvalidArgumentError(`a number of scripts is a whole number from 1 to ${mostScripts}`);
  return Number(text);
};

/** As fast as the bureau's clocks go: beyond that a machine's own hesitations are minutes of the session. */
const readRate = (text: string): number => {
  const rate = Number(text);
  if (!/^\d{1,3}(\.\d{1,3})?$/.test(text) || rate < 1 || rate > fastestRate)
    throw new InvalidArgumentError(`a rate is a number from 1 to ${fastestRate}`);
  return rate;
};

const readGlob = (text: string): string => {
  try {
    picomatch(text);
    return text;
  } catch {
    throw new InvalidArgumentError("a glob over ids is needed, e.g. 'unknown/*'");
  }
};

/** `all`, or names with commas between. */
const readCalm = (text: string): readonly VariationName[] => {
  const words = text === 'all' ? variationNames : text.split(',').map((word) => word.trim());
  const names = words.filter(isVariationName);
  if (names.length < words.length) throw new InvalidArgumentError(`names of ${variationNames.join(', ')}, or all`);
  return names;
};

/** V-3: the seed is drawn by the kit unless a run is to be repeated. */
const drawSeed = (): number => Math.floor(Math.random() * largestSeed);

const refuseNone = (flags: CertifyFlags): Refusal =>
  flags.only === undefined
    ? new Refusal(`--scenarios ${flags.scenarios}: no scenario file in there`, 'Name a folder of .yaml files.')
    : new Refusal(
        `--only ${flags.only}: no scenario has such an id, nothing was executed`,
        `Ids are paths below ${flags.scenarios} without .yaml, e.g. --only 'unknown/*' or --only first-contact/happy-path.`,
        exitCode.inconclusive,
      );

const chooseScenarios = (flags: CertifyFlags, seed: number): readonly Scenario[] => {
  const { scenarios, refusals } = loadScenarios(flags.scenarios, {
    ...{ seed, calm: flags.calm ?? [] },
    ...(flags.only ? { only: flags.only } : {}),
  });
  if (refusals.length > 0) {
    const lines = refusals.map(describeRefusal);
    throw new Refusal(
      `the scenarios cannot be used:\n  ${lines.join('\n  ')}`,
      'Mend them; `liandiao validate` checks files alone.',
    );
  }
  if (scenarios.length === 0) throw refuseNone(flags);
  return scenarios;
};

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

/** Random scripts by their numbers, instead of the scenarios of a folder. */
type Play = { readonly numbers: readonly number[]; readonly flags: CertifyFlags & { readonly soak: number } };

const choosePlay = (flags: CertifyFlags, scenariosGiven: boolean): Play | null => {
  if (flags.soak === undefined) return null;
  const soaking = { ...flags, soak: flags.soak };
  return { numbers: soakNumbers(soaking, { scenariosGiven }), flags: soaking };
};

/** Results go to standard output, and beside --json to standard error. */
const teller = (flags: CertifyFlags) => (line: string) => process[flags.json ? 'stderr' : 'stdout'].write(`${line}\n`);

/** Null when it was interrupted: whatever ends badly then does so for that reason. */
const examine = async (
  flags: CertifyFlags,
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

const run = async (flags: CertifyFlags, command: Command): Promise<void> => {
  if (flags.client.trim() === '')
    throw new Refusal(
      '--client is empty',
      'Give the command that starts your client, e.g. --client "python3 main.py".',
    );
  if (flags.rate !== undefined && flags.clock === 'virtual')
    throw new Refusal(
      '--rate is for a real clock: a virtual one goes as fast as the client answers',
      'Leave it out, or add --clock real.',
    );
  const seed = flags.seed ?? drawSeed();
  const play = choosePlay(flags, command.getOptionValueSource('scenarios') === 'cli');
  const signal = awaitInterruption();
  const folder = openReportFolder(flags.out);
  if (play) teller(flags)(`seed 种子 ${seed}`);
  try {
    const suite = await examine(flags, { play, seed, signal });
    if (!suite) return void process.stderr.write('liandiao: interrupted; no report was written\n');
    await writeReports(folder.path, suite).catch((error: unknown) => {
      throw refuseFolder(flags.out, error);
    });
    tell(maskRun(suite), flags, folder.path);
    if (!signal.aborted) process.exitCode = earnedCode(suite);
  } finally {
    folder.abandon();
  }
};

const tell = (suite: SuiteRun, flags: CertifyFlags, out: string): void => {
  const say = teller(flags);
  const color = process.stdout.isTTY === true && !process.env['NO_COLOR'];
  // Of hundreds of scripts those that passed are counted, not listed.
  const listed = suite.scenarios.filter(({ verdict }) => !(suite.soak && verdict.verdict === 'pass'));
  if (!flags.quiet) for (const scenario of listed) say(verdictLine(scenario, { color }));
  const { conformant, reason } = conformanceOf(suite);
  const count = (...among: readonly Verdict[]) =>
    suite.scenarios.filter(({ verdict }) => among.includes(verdict.verdict)).length;
  const passed = count('pass', 'warn');
  // What is not claimed is neither, and neither is what a real clock leaves out (V-1, D-4); core must be claimed.
  const notRun = conformanceOf(suite).claimed.includes('core') ? count('unsupported') : 0;
  const longest = longestOf(suite);
  say(`\n${conformant ? 'conformant 合格' : 'not conformant 不合格'}: ${reason}`);
  const calm = suite.calm.length === 0 ? '' : ` (not varied 未变化: ${suite.calm.join(', ')})`;
  say(
    `client ${suite.client.name} ${suite.client.version} · ${clockWords(suite).en} clock · seed ${suite.seed}${calm} · ${suite.durationMs} ms`,
  );
  say(`reports 报告: ${out}/report.html junit.xml result.json transcript.ndjson`);
  if (flags.json) process.stdout.write(`${JSON.stringify(resultOf(suite), null, 2)}\n`);
  if (longest) say(`${longestWords(longest).en}\n${longestWords(longest).zh}`);
  if (notRun > 0) say(`${notRun} scenarios were not run, see their reasons 未执行的场景（原因见各场景）`);
  say(`${passed} passed, ${suite.scenarios.length - passed - notRun} failed`);
};

/** Adds `certify` to the command line. */
export const registerCertify = (program: Command): void => {
  program
    .command('certify')
    .description('drive a client through the scenarios, judge it, write the evidence')
    .requiredOption('--client <command>', 'the command that starts the client under test (driver of section D)')
    .option('--out <dir>', 'folder for report.html, junit.xml, result.json, transcript.ndjson', 'report')
    .addOption(
      new Option('--only <glob>', "only scenarios whose id matches, e.g. 'unknown/*' (never a certificate)").argParser(
        readGlob,
      ),
    )
    .addOption(new Option('--seed <number>', 'repeat a run with its seed (drawn otherwise)').argParser(readSeed))
    .addOption(
      new Option(
        '--calm <names>',
        'leave out some of what the seed varies, or all, to see what a client stumbles over (never a certificate)',
      ).argParser(readCalm),
    )
    .addOption(
      new Option('--clock <mode>', 'virtual time or the real clock').choices(['virtual', 'real']).default('virtual'),
    )
    .addOption(
      new Option(
        '--rate <number>',
        'with --clock real: session time runs so many times as fast, for clients that can hurry their own clock',
      ).argParser(readRate),
    )
    .option('--scenarios <dir>', 'folder of scenario files', builtInScenarios)
    .addOption(
      new Option(
        '--soak <count>',
        'random scripts drawn from the seed instead of the scenarios; failures are shrunk and written to OUT/soak (never a certificate)',
      ).argParser(readCount),
    )
    .option('--json', 'print result.json on standard output')
    .option('-q, --quiet', 'only the closing lines')
    .action(run);
};
