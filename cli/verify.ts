// `liandiao verify DIR|CERTIFICATE`: judges the stored evidence of a certification again, offline, and says whether what was told of it stands.
import { existsSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Command } from 'commander';
import { contradictions, judgeCertificate } from '../conformance/certificate/certificate.ts';
import { digestOfFiles } from '../conformance/certificate/digest-of-files.ts';
import { maskRun } from '../conformance/report/mask.ts';
import { conformanceOf } from '../conformance/report/suite-run.ts';
import { loadScenarios } from '../conformance/scenario/load-scenarios.ts';
import { type Objection, type StoredFiles, type Verification, verifyRun } from '../conformance/stored/verify-run.ts';
import { isVariationName } from '../conformance/variation/names.ts';
import { digestOf } from '../conformance/wire/digest.ts';
import { builtInScenarios } from './built-in-scenarios.ts';
import { readIssuers } from './certificate-issuers.ts';
import { exitCode } from './exit-code.ts';
import { packageVersion } from './package-version.ts';
import { plainText } from './plain-text.ts';
import { Refusal } from './refusal.ts';

type VerifyFlags = { readonly scenarios: string; readonly issuers?: string; readonly json?: true };

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

type CertificateFinding = { readonly lines: readonly string[]; readonly objections: readonly Objection[] };

const readJson = (file: string): unknown => {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return null;
  }
};

/** Whether the certificate holds by itself, and says what the evidence beside it says. */
const judgeFile = (
  file: string,
  { run: judged }: Verification,
  about: { readonly issuers: readonly string[]; readonly transcript: string },
): CertificateFinding => {
  const { certificate, objections } = judgeCertificate(readJson(file), { issuers: about.issuers, now: Date.now() });
  const facts = {
    scenarioSet: digestOfFiles([builtInScenarios], builtInScenarios),
    evidence: digestOf(about.transcript),
  };
  const own = certificate && judged ? contradictions(certificate, judged, facts) : [];
  const found = [...objections, ...own].map(({ en, zh }) => ({
    scenario: null,
    words: { en: `the certificate: ${en}`, zh: `证书：${zh}` },
  }));
  if (!certificate) return { lines: [], objections: found };
  const { client, clientVersion, clientFiles, classes, notAfter } = certificate;
  const line = `certificate 证书: ${client} ${clientVersion}, files ${clientFiles}; classes ${classes}; until 有效期至 ${notAfter}`;
  return { lines: [plainText(line, '')], objections: found };
};

/** A certificate is worth what its issuer is: without a list of those to trust there is nothing to verify. */
const issuersFor = ({ issuers }: VerifyFlags): readonly string[] => {
  if (issuers !== undefined) return readIssuers(issuers, '--issuers');
  throw new Refusal(
    'a certificate is worth what its issuer is, and none is named',
    'Give --issuers FILE, the SM2 public keys of those you trust, as PEM.',
  );
};

const run = (path: string, flags: VerifyFlags): void => {
  const isFile = existsSync(path) && statSync(path).isFile();
  const issuers = isFile ? issuersFor(flags) : [];
  const folder = isFile ? dirname(path) : path;
  const files = readReportFolder(folder);
  const verification = verifyRun(files, {
    suiteVersion: packageVersion(),
    scenariosOf: ({ seed, calm }) =>
      loadScenarios(flags.scenarios, { seed, calm: calm.filter(isVariationName) }).scenarios,
  });
  const transcript = files['transcript.ndjson'] ?? '';
  const certificate = isFile ? judgeFile(path, verification, { issuers, transcript }) : null;
  const objections = [...verification.objections, ...(certificate?.objections ?? [])];
  if (flags.json) {
    const { run: judged, judgedAnew } = verification;
    process.stdout.write(`${JSON.stringify({ scenarios: judged?.scenarios.length ?? 0, objections, judgedAnew })}\n`);
  } else {
    const verdict =
      objections.length === 0
        ? ['the evidence stands 证据成立']
        : [`the evidence does not stand 证据不成立: ${objections.length}`, ...list(objections)];
    process.stdout.write(`${[...describeRun(verification), ...(certificate?.lines ?? []), ...verdict].join('\n')}\n`);
  }
  process.exitCode = objections.length === 0 ? exitCode.ok : exitCode.notConformant;
};

/** Adds `verify DIR|CERTIFICATE [--issuers FILE] [--json]`; exit 4 when the evidence does not stand. */
export const registerVerify = (program: Command): void => {
  program
    .command('verify')
    .description('judge the stored evidence of a certification again, offline')
    .argument('<path>', 'the folder that `certify --out` has written, or the certificate.json in it')
    .option('--issuers <file>', 'with a certificate: SM2 public keys of the issuers to trust, as PEM')
    .option('--scenarios <dir>', 'folder of the scenario files it was run with', builtInScenarios)
    .option('--json', 'print what was found as one line of JSON')
    .action(run);
};
