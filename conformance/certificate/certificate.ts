// A certificate of conformance: what a run that passed is worth, signed by an issuer (V-3).
import type { Bilingual } from '../bilingual.ts';
import { say } from '../checks/finding.ts';
import { conformanceOf, type SuiteRun } from '../report/suite-run.ts';
import { writeSortedJson } from '../wire/audit-hash.ts';
import { readInstant, writeInstant } from '../wire/instant.ts';
import { signSm2Sm3, verifySm2Sm3 } from '../wire/sm2.ts';

export const certificateFormat = 'liandiao-certificate/1';

/** Digests are SM3, lower-case hexadecimal; instants `yyyy-MM-ddTHH:mm:ss.SSS+08:00`. */
export type Certificate = {
  readonly format: typeof certificateFormat;
  readonly client: string;
  readonly clientVersion: string;
  /** Of the files named by `--client-files`. */
  readonly clientFiles: string | 'not digested';
  readonly suiteVersion: string;
  readonly specification: string;
  /** Of the scenario files, see `digestOfFiles`. */
  readonly scenarioSet: string;
  readonly seed: number;
  readonly clock: 'virtual' | 'real';
  readonly rate: number;
  /** V-1: in which the client is conformant. */
  readonly classes: readonly string[];
  readonly notClaimed: readonly string[];
  /** Of transcript.ndjson. */
  readonly evidence: string;
  readonly issuedAt: string;
  /** At this instant it no longer holds. */
  readonly notAfter: string;
};

/** The file: `signature` is SM2-SM3 (E-3) over the certificate as JSON without blanks, members sorted by name. */
export type SignedCertificate = { readonly certificate: Certificate; readonly signature: string };

/** What the run itself does not say. */
export type CertificateFacts = {
  readonly clientFiles: string | null;
  readonly scenarioSet: string;
  readonly evidence: string;
  readonly now: number;
  readonly validDays: number;
};

const dayMs = 86_400_000;

/** Why a run is good for no certificate, or null (V-3). */
export const whyNoCertificate = (run: SuiteRun): Bilingual | null => {
  if (run.soak) return say('a soak is never good for a certificate', '随机剧本不能用于发证');
  if (run.partial)
    return say(
      'a part of the suite is never good for a certificate (--only, --calm)',
      '部分认证（--only、--calm）不能用于发证',
    );
  const { conformant, words } = conformanceOf(run);
  return conformant ? null : words;
};

/** Only of a run that `whyNoCertificate` has nothing against. */
export const certificateOf = (run: SuiteRun, facts: CertificateFacts): Certificate => {
  const { claimed, notClaimed } = conformanceOf(run);
  return {
    format: certificateFormat,
    client: run.client.name,
    clientVersion: run.client.version,
    clientFiles: facts.clientFiles ?? 'not digested',
    suiteVersion: run.suite.version,
    specification: run.specification,
    scenarioSet: facts.scenarioSet,
    seed: run.seed,
    clock: run.clock,
    rate: run.rate,
    classes: claimed,
    notClaimed,
    evidence: facts.evidence,
    issuedAt: writeInstant(facts.now),
    notAfter: writeInstant(facts.now + facts.validDays * dayMs),
  };
};

/** `issuerKeyPem`: an SM2 private key, PKCS#8 or SEC1. */
export const signCertificate = (certificate: Certificate, issuerKeyPem: string): SignedCertificate => ({
  certificate,
  signature: signSm2Sm3(writeSortedJson(certificate), issuerKeyPem),
});

/** What speaks against the file by itself: its form, its issuer, its time. `issuers`: SM2 public keys as PEM. */
export const judgeCertificate = (
  file: unknown,
  { issuers, now }: { readonly issuers: readonly string[]; readonly now: number },
): { readonly certificate: Certificate | null; readonly objections: readonly Bilingual[] } => {
  const { certificate, signature } = (file ?? {}) as Partial<Record<keyof SignedCertificate, unknown>>;
  const format = (certificate as { format?: unknown } | null | undefined)?.format;
  if (
    typeof certificate !== 'object' ||
    certificate === null ||
    typeof signature !== 'string' ||
    format !== certificateFormat
  )
    return {
      certificate: null,
      objections: [
        say(`it is no certificate of the form ${certificateFormat}`, `并非 ${certificateFormat} 格式的证书`),
      ],
    };
  const text = writeSortedJson(certificate);
  const held = certificate as Certificate;
  const ends = typeof held.notAfter === 'string' ? readInstant(held.notAfter) : null;
  return {
    certificate: held,
    objections: [
      ...(issuers.some((pem) => verifySm2Sm3(text, pem, signature))
        ? []
        : [say('none of the issuers has signed it', '签名不属于任何所列的签发者')]),
      ...(ends !== null && ends > now ? [] : [say(`it ended at ${held.notAfter}`, `已于 ${held.notAfter} 失效`)]),
    ],
  };
};

/** What a certificate says that its own evidence does not: `run` as it is judged again, `facts` of the files found. */
export const contradictions = (
  certificate: Certificate,
  run: SuiteRun,
  facts: Pick<CertificateFacts, 'scenarioSet' | 'evidence'>,
): readonly Bilingual[] => {
  const refused = whyNoCertificate(run);
  const due = certificateOf(run, { ...facts, clientFiles: null, now: 0, validDays: 0 });
  // Who the files of the client were and when it was issued the evidence cannot tell.
  const told: readonly (keyof Certificate)[] = ['clientFiles', 'issuedAt', 'notAfter'];
  const names = (Object.keys(due) as (keyof Certificate)[]).filter((name) => !told.includes(name));
  const differing = names.filter((name) => writeSortedJson(certificate[name] ?? null) !== writeSortedJson(due[name]));
  return [
    ...(refused ? [say(`its run deserves none: ${refused.en}`, `该次运行不应发证：${refused.zh}`)] : []),
    ...differing.map((name) => {
      const [says, is] = [JSON.stringify(certificate[name]), JSON.stringify(due[name])];
      return say(`${name} is ${says}; the evidence gives ${is}`, `${name} 为 ${says}；证据得出 ${is}`);
    }),
  ];
};
