// `liandiao validate`: checks scenario files and fault files without a bureau, and says line and column of every error.
import { existsSync, readFileSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import type { Command } from 'commander';
import { findScenarioFiles, scenarioIdOf } from '../conformance/scenario/load-scenarios.ts';
import { checkFaultFile, isFaultFile } from '../conformance/scenario/read-fault-file.ts';
import { readScenario } from '../conformance/scenario/read-scenario.ts';
import { describeRefusal, type ScenarioRefusal } from '../conformance/scenario/refusal.ts';
import { builtInScenarios } from './built-in-scenarios.ts';
import { exitCode } from './exit-code.ts';
import { Refusal } from './refusal.ts';

type Checked = {
  readonly file: string;
  readonly kind: 'scenario' | 'faults';
  readonly refusals: readonly ScenarioRefusal[];
};

/** Any seed will do: whether a file is lawful does not depend on the names that are drawn for it. */
const seed = 1;

const checkFile = (file: string, folder: string): Checked => {
  const text = readFileSync(file, 'utf8');
  if (isFaultFile(text, file)) return { file, kind: 'faults', refusals: checkFaultFile(text, file) };
  const reading = readScenario(text, { file, id: scenarioIdOf(folder, file), seed });
  return { file, kind: 'scenario', refusals: reading.ok ? [] : reading.refusals };
};

const checkPath = (path: string): Checked[] => {
  if (!existsSync(path))
    throw new Refusal(`${path}: there is no such file or folder`, 'Name scenario or fault files, or folders of them.');
  if (!statSync(path).isDirectory()) return [checkFile(path, dirname(resolve(path)))];
  return findScenarioFiles(path).map((file) => checkFile(file, path));
};

const describeTotals = (checked: readonly Checked[]): string => {
  const count = (kind: Checked['kind']) => checked.filter((each) => each.kind === kind).length;
  const failed = checked.filter((each) => each.refusals.length > 0).length;
  return `${count('scenario')} scenarios, ${count('faults')} fault files: ${checked.length - failed} good, ${failed} bad`;
};

const run = (paths: readonly string[], flags: { readonly json?: true }): void => {
  const checked = (paths.length === 0 ? [builtInScenarios] : paths).flatMap(checkPath);
  if (checked.length === 0)
    throw new Refusal(`${paths.join(', ')}: no .yaml file in there`, 'Name a folder that holds scenario files.');
  const refusals = checked.flatMap((each) => each.refusals);
  if (flags.json) process.stdout.write(`${JSON.stringify({ files: checked, errors: refusals.length })}\n`);
  else {
    for (const refusal of refusals) process.stderr.write(`${describeRefusal(refusal)}\n`);
    process.stdout.write(`${describeTotals(checked)}\n`);
  }
  process.exitCode = refusals.length > 0 ? exitCode.usage : exitCode.ok;
};

/** Adds `validate [FILES|DIR…] [--json]`; exit 2 when a file is bad. */
export const registerValidate = (program: Command): void => {
  program
    .command('validate')
    .description('check scenario files and fault files; errors name line and column')
    .argument('[paths...]', 'files, or folders of them (default: the scenarios that come with liandiao)')
    .option('--json', 'print the result as one line of JSON')
    .action(run);
};
