// Issues the certificate that was asked for, when the run deserves one, and says why where it does not (V-3).
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { certificateOf, signCertificate, whyNoCertificate } from '../conformance/certificate/certificate.ts';
import { digestOfFiles } from '../conformance/certificate/digest-of-files.ts';
import type { SuiteRun } from '../conformance/report/suite-run.ts';
import { digestOf } from '../conformance/wire/digest.ts';
import { builtInScenarios } from './built-in-scenarios.ts';
import { digestOfClient, readIssuerKey } from './certificate-flags.ts';
import type { CertifyFlags } from './certify-flags.ts';
import { Refusal } from './refusal.ts';

/** What is needed to issue one, gathered before anything runs. */
export type Issuer = { readonly key: string; readonly clientFiles: string | null; readonly validDays: number };

/** V-3: a certificate is of the whole suite as it comes, and with a seed that nobody could choose. */
const spoilers = ['only', 'calm', 'soak', 'seed', 'scenarios'] as const;

/** Null when no certificate is asked for. `given`: the flags of the command line. Throws `Refusal` for what could never end in one. */
export const openIssuer = (
  flags: CertifyFlags,
  { given, environment }: { readonly given: (flag: string) => boolean; readonly environment: NodeJS.ProcessEnv },
): Issuer | null => {
  const key = readIssuerKey(flags, environment);
  if (key === null) return null;
  const spoiler = spoilers.find(given);
  if (spoiler !== undefined)
    throw new Refusal(
      `--certificate-key and --${spoiler}: a certificate is of the whole suite, with a seed that the kit draws (V-3)`,
      'Leave one of the two out.',
    );
  return { key, clientFiles: digestOfClient(flags), validDays: flags.certificateDays };
};

const fileName = 'certificate.json';

/** One of an earlier run would speak of evidence that is no longer there. */
export const withdrawCertificate = (folder: string): void => rmSync(join(folder, fileName), { force: true });

/** Writes certificate.json into `folder` and gives the line to be said; `transcript` is what was written there. */
export const issueCertificate = (
  run: SuiteRun,
  { key, ...facts }: Issuer,
  { folder, transcript, now }: { readonly folder: string; readonly transcript: string; readonly now: number },
): string => {
  const refused = whyNoCertificate(run);
  if (refused) return `no certificate 不发证书: ${refused.en} ${refused.zh}`;
  const certificate = certificateOf(run, {
    ...facts,
    scenarioSet: digestOfFiles([builtInScenarios], builtInScenarios),
    evidence: digestOf(transcript),
    now,
  });
  const path = join(folder, fileName);
  writeFileSync(path, `${JSON.stringify(signCertificate(certificate, key), null, 2)}\n`);
  return `certificate 证书: ${path} (${certificate.classes.join(', ')}; until 有效期至 ${certificate.notAfter})`;
};
