// `liandiao diff A B`: how a client behaved otherwise in run B than in run A — verdicts, tries, waits, codes, claims.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Command } from 'commander';
import { type Comparison, compareRuns, type ScenarioDifference } from '../conformance/stored/compare-runs.ts';
import type { Conduct, Try } from '../conformance/stored/conduct.ts';
import { readTranscript, type StoredRun } from '../conformance/stored/read-transcript.ts';
import { exitCode } from './exit-code.ts';
import { plainText } from './plain-text.ts';
import { Refusal } from './refusal.ts';

const readRun = (folder: string): StoredRun => {
  const file = join(folder, 'transcript.ndjson');
  if (!existsSync(file))
    throw new Refusal(
      `${folder}: there is no transcript.ndjson in there`,
      'Name the folder that `liandiao certify --out` has written.',
    );
  const reading = readTranscript(readFileSync(file, 'utf8'));
  if (reading.ok) return reading.run;
  const { line, words } = reading.fault;
  throw new Refusal(`${file}:${line}: ${words.en} ${words.zh}`, 'Certify the client anew; the file is not whole.');
};

const inSeconds = (ms: number): string => `${Number((ms / 1000).toFixed(3))} s`;

const describeTry = ({ waitMs, interface: where, heard }: Try): string =>
  [...(waitMs === null ? [] : [`+${inSeconds(waitMs)}`]), where ?? 'no connection', '→', heard].join(' ');

const describeConduct = (conduct: Conduct | null): string => {
  if (!conduct) return '(nothing 无)';
  const tries = conduct.tries.length === 0 ? ['(no request 无请求)'] : conduct.tries.map(describeTry);
  const claims = conduct.claims.length === 0 ? ['(no claim 未报告结果)'] : conduct.claims;
  return `${tries.join(' · ')} ⇒ ${claims.join(' | ')}`;
};

const describeScenario = ({ id, before, after, checks, works }: ScenarioDifference): string[] => {
  const verdicts = [before, after].map((verdict) => verdict?.verdict ?? 'not run 未执行');
  const verdict = verdicts[0] === verdicts[1] ? `${verdicts[0]} both times 两次相同` : verdicts.join(' → ');
  return [
    `${id}: ${verdict}`,
    ...checks.map((check) => `  ${check.id}: ${check.before} → ${check.after}`),
    ...works.flatMap((work) => [
      `  ${work.work}`,
      `    before 之前: ${describeConduct(work.before)}`,
      `    after  之后: ${describeConduct(work.after)}`,
    ]),
  ];
};

const describeComparison = ({ compared, differences }: Comparison): string[] => [
  ...differences.flatMap(describeScenario),
  differences.length === 0
    ? `${compared} scenarios, no difference 个场景，无差异`
    : `${compared} scenarios, ${differences.length} differ 个场景中 ${differences.length} 个不同`,
];

const nameOf = ({ suite: { client, seed } }: StoredRun): string =>
  `${client.name} ${client.version} (seed 种子 ${seed})`;

const run = (before: string, after: string, flags: { readonly json?: true }): void => {
  const runs = [readRun(before), readRun(after)] as const;
  const comparison = compareRuns(...runs);
  const lines = flags.json
    ? [JSON.stringify(comparison)]
    : [`before 之前: ${nameOf(runs[0])}`, `after  之后: ${nameOf(runs[1])}`, ...describeComparison(comparison)];
  process.stdout.write(`${lines.map((line) => plainText(line, '  ')).join('\n')}\n`);
  process.exitCode = exitCode.ok;
};

/** Adds `diff A B [--json]`; exit 0 whether they differ or not. */
export const registerDiff = (program: Command): void => {
  program
    .command('diff')
    .description('how a client behaved otherwise in one certification than in another')
    .argument('<before>', 'the folder that `certify --out` has written of the earlier one')
    .argument('<after>', 'and of the later one')
    .option('--json', 'print the differences as one line of JSON')
    .action(run);
};
