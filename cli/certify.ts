// `liandiao certify`: starts a bureau, drives a client through the scenarios, judges, writes the reports, says how it went.
import { mkdirSync, readFileSync } from 'node:fs';
import { arch, release, type } from 'node:os';
import { delimiter, dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Command, InvalidArgumentError, Option } from 'commander';
import { certify } from '../conformance/certify.ts';
import { resultOf } from '../conformance/report/result.ts';
import { conformanceOf, type SuiteRun } from '../conformance/report/suite-run.ts';
import { writeReports } from '../conformance/report/write-reports.ts';
import { loadScenarios } from '../conformance/scenario/load-scenarios.ts';
import { describeRefusal } from '../conformance/scenario/refusal.ts';
import { exitCode } from './exit-code.ts';
import { createProgress } from './progress.ts';
import { Refusal } from './refusal.ts';
import { verdictLine } from './verdict-line.ts';

type CertifyFlags = {
  readonly client: string;
  readonly out: string;
  readonly only?: string;
  readonly seed?: number;
  readonly clock: 'virtual' | 'real';
  readonly scenarios: string;
  readonly json?: true;
  readonly quiet?: true;
};

const builtInScenarios = fileURLToPath(new URL('../scenarios', import.meta.url));
const entry = fileURLToPath(new URL('./start.js', import.meta.url));
const largestSeed = 0xffffffff;

const readSeed = (text: string): number => {
  if (!/^\d{1,10}$/.test(text) || Number(text) > largestSeed)
    throw new InvalidArgumentError(`a seed is a whole number from 0 to ${largestSeed}`);
  return Number(text);
};

/** V-3: the seed is drawn by the kit unless a run is to be repeated. */
const drawSeed = (): number => Math.floor(Math.random() * largestSeed);

const packageVersion = (): string =>
  (JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as { version: string }).version;

const prepareFolder = (out: string): string => {
  const folder = resolve(out);
  try {
    mkdirSync(folder, { recursive: true });
  } catch (error) {
    throw new Refusal(
      `--out ${out}: the folder cannot be made (${(error as NodeJS.ErrnoException).code})`,
      'Name a folder that may be written.',
    );
  }
  return folder;
};

/** What the client and the bureau may know of this machine; the Node that runs the kit is found first. */
const cleanEnvironment = (): Record<string, string> => ({
  PATH: [dirname(process.execPath), process.env['PATH'] ?? ''].join(delimiter),
  LANG: process.env['LANG'] ?? 'C.UTF-8',
  ...(process.env['TMPDIR'] ? { TMPDIR: process.env['TMPDIR'] } : {}),
});

/** The exit code that a run has earned, by the table of the README. */
const codeOf = (run: SuiteRun): number => {
  const verdicts = run.scenarios.map((scenario) => scenario.verdict.verdict);
  if (verdicts.includes('harness-error')) return exitCode.failure;
  if (verdicts.some((verdict) => ['fail', 'adapter-error', 'untestable'].includes(verdict)))
    return exitCode.notConformant;
  if (verdicts.length === 0 || verdicts.includes('void')) return exitCode.inconclusive;
  return conformanceOf(run).conformant ? exitCode.ok : exitCode.notConformant;
};

const run = async (flags: CertifyFlags): Promise<void> => {
  if (flags.client.trim() === '')
    throw new Refusal(
      '--client is empty',
      'Give the command that starts your client, e.g. --client "python3 main.py".',
    );
  const out = prepareFolder(flags.out);
  const seed = flags.seed ?? drawSeed();
  const { scenarios, refusals } = loadScenarios(flags.scenarios, { seed, ...(flags.only ? { only: flags.only } : {}) });
  if (refusals.length > 0) {
    const lines = refusals.map(describeRefusal);
    throw new Refusal(
      `the scenarios cannot be used:\n  ${lines.join('\n  ')}`,
      'Mend them; `liandiao validate` checks files alone.',
    );
  }
  if (scenarios.length === 0)
    throw new Refusal(
      `--only ${flags.only ?? ''}: no scenario has such an id, nothing was executed`,
      `Ids are paths below ${flags.scenarios}, e.g. --only 'unknown/*'.`,
      exitCode.inconclusive,
    );
  const stop = new AbortController();
  const interrupted = (signal: 'SIGINT' | 'SIGTERM') => {
    process.exitCode = signal === 'SIGINT' ? exitCode.interrupted : exitCode.terminated;
    stop.abort();
  };
  process.once('SIGINT', interrupted).once('SIGTERM', interrupted);
  const progress = createProgress({ total: scenarios.length, stream: process.stderr, quiet: flags.quiet === true });
  const suite = await certify({
    client: flags.client,
    scenarios,
    seed,
    clock: flags.clock,
    partial: flags.only !== undefined,
    suiteVersion: packageVersion(),
    bureau: {
      spawn: [process.execPath, entry, 'bureau', '--in-memory', '--port', '0', '--no-http', '--control-port', '0'],
    },
    environment: cleanEnvironment(),
    machine: `${type()} ${release()} ${arch()}, Node ${process.versions.node}`,
    onProgress: progress.show,
    signal: stop.signal,
  });
  progress.end();
  if (stop.signal.aborted) return;
  await writeReports(out, suite);
  tell(suite, flags, out);
  process.exitCode = codeOf(suite);
};

const tell = (suite: SuiteRun, flags: CertifyFlags, out: string): void => {
  const say = (line: string) => process[flags.json ? 'stderr' : 'stdout'].write(`${line}\n`);
  const color = process.stdout.isTTY === true && !process.env['NO_COLOR'];
  if (!flags.quiet) for (const scenario of suite.scenarios) say(verdictLine(scenario.verdict, { color }));
  const { conformant, reason } = conformanceOf(suite);
  const passed = suite.scenarios.filter(
    ({ verdict }) => verdict.verdict === 'pass' || verdict.verdict === 'warn',
  ).length;
  say(`\n${conformant ? 'conformant 合格' : 'not conformant 不合格'}: ${reason}`);
  say(
    `client ${suite.client.name} ${suite.client.version} · ${suite.clock} clock · seed ${suite.seed} · ${suite.durationMs} ms`,
  );
  say(`reports 报告: ${out}/report.html junit.xml result.json transcript.ndjson`);
  if (flags.json) process.stdout.write(`${JSON.stringify(resultOf(suite), null, 2)}\n`);
  say(`${passed} passed, ${suite.scenarios.length - passed} failed`);
};

/** Adds `certify` to the command line. */
export const registerCertify = (program: Command): void => {
  program
    .command('certify')
    .description('drive a client through the scenarios, judge it, write the evidence')
    .requiredOption('--client <command>', 'the command that starts the client under test (driver of section D)')
    .option('--out <dir>', 'folder for report.html, junit.xml, result.json, transcript.ndjson', 'report')
    .option('--only <glob>', "only scenarios whose id matches, e.g. 'unknown/*' (never a certificate)")
    .addOption(new Option('--seed <number>', 'repeat a run with its seed (drawn otherwise)').argParser(readSeed))
    .addOption(
      new Option('--clock <mode>', 'virtual time or the real clock').choices(['virtual', 'real']).default('virtual'),
    )
    .option('--scenarios <dir>', 'folder of scenario files', builtInScenarios)
    .option('--json', 'print result.json on standard output')
    .option('-q, --quiet', 'only the closing lines')
    .action(run);
};
