// `liandiao verify DIR`: judges the stored evidence of a certification again, offline, and says whether what was told of it stands.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Command } from 'commander';
import { maskRun } from '../conformance/report/mask.ts';
import { conformanceOf } from '../conformance/report/suite-run.ts';
import { loadScenarios } from '../conformance/scenario/load-scenarios.ts';
import { type Objection, type StoredFiles, type Verification, verifyRun } from '../conformance/stored/verify-run.ts';
import { isVariationName } from '../conformance/variation/names.ts';
import { builtInScenarios } from './built-in-scenarios.ts';
import { exitCode } from './exit-code.ts';
import { packageVersion } from './package-version.ts';
import { plainText } from './plain-text.ts';
import { Refusal } from './refusal.ts';

type VerifyFlags = { readonly scenarios: string; readonly json?: true };

const names = ['transcript.ndjson', 'result.json', 'junit.xml', 'report.html'] as const;

/** The reports of a folder; those that are not there are left out, for the verification to object to. */
export const readReportFolder = (folder: string): StoredFiles => {
  if (!existsSync(join(folder, 'transcript.ndjson')))
    throw new Refusal(
      `${folder}: there is no transcript.ndjson in there`,
      'Name the folder that `liandiao certify --out` has written.',
    );
  const found = names.filter((name) => existsSync(join(folder, name)));
  return Object.fromEntries(found.map((name) => [name, readFileSync(join(folder, name), 'utf8')]));
};

const shown = 20;

const describe = ({ scenario, words }: Objection): string =>
  `  ✗ ${plainText(`${scenario === null ? '' : `${scenario}: `}${words.en} ${words.zh}`, '    ')}`;

const list = (objections: readonly Objection[]): string[] => [
  ...objections.slice(0, shown).map(describe),
  ...(objections.length > shown
    ? [`  … and ${objections.length - shown} more 另有 ${objections.length - shown} 项`]
    : []),
];

const describeRun = ({ run, judgedAnew }: Verification): string[] => {
  if (!run) return [];
  const { conformant, reason } = conformanceOf(run);
  const { client, seed, startedAt, suite } = maskRun(run);
  return [
    `client ${plainText(`${client.name} ${client.version}`, '')} · liandiao ${plainText(suite.version, '')} · seed ${seed} · ${startedAt}`,
    `${run.scenarios.length} verdicts derived again 个场景已重新裁决: ${conformant ? 'conformant 合格' : 'not conformant 不合格'}: ${reason}`,
    ...(judgedAnew.length === 0 ? [] : ['judged otherwise by this version 本版本裁决不同:', ...list(judgedAnew)]),
  ];
};

const run = (folder: string, flags: VerifyFlags): void => {
  const verification = verifyRun(readReportFolder(folder), {
    suiteVersion: packageVersion(),
    scenariosOf: ({ seed, calm }) =>
      loadScenarios(flags.scenarios, { seed, calm: calm.filter(isVariationName) }).scenarios,
  });
  const { objections } = verification;
  if (flags.json) {
    const { run: judged, ...found } = verification;
    process.stdout.write(`${JSON.stringify({ scenarios: judged?.scenarios.length ?? 0, ...found })}\n`);
  } else {
    const verdict =
      objections.length === 0
        ? ['the evidence stands 证据成立']
        : [`the evidence does not stand 证据不成立: ${objections.length}`, ...list(objections)];
    process.stdout.write(`${[...describeRun(verification), ...verdict].join('\n')}\n`);
  }
  process.exitCode = objections.length === 0 ? exitCode.ok : exitCode.notConformant;
};

/** Adds `verify DIR [--json]`; exit 4 when the evidence does not stand. */
export const registerVerify = (program: Command): void => {
  program
    .command('verify')
    .description('judge the stored evidence of a certification again, offline')
    .argument('<dir>', 'the folder that `certify --out` has written')
    .option('--scenarios <dir>', 'folder of the scenario files it was run with', builtInScenarios)
    .option('--json', 'print what was found as one line of JSON')
    .action(run);
};
