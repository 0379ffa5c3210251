// A certificate is issued for a whole run that passed, and an old one does not outlive its evidence.
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { CertifyFlags } from '../../cli/certify-flags.ts';
import { issueCertificate, openIssuer, withdrawCertificate } from '../../cli/issue-certificate.ts';
import { judgeCertificate } from '../../conformance/certificate/certificate.ts';
import { digestOf } from '../../conformance/wire/digest.ts';
import { createSm2KeyPair } from '../../protocol/sm2.ts';
import { hasty, lawful, runOf, suiteOf } from '../conformance/report/suite.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'issue-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const pair = createSm2KeyPair();
const now = Date.parse('2026-11-25T10:00:00.000+08:00');
const issuer = { key: pair.privateKeyPem, clientFiles: null, validDays: 1 };
const place = () => ({ folder, transcript: 'evidence', now });
const flags: CertifyFlags = {
  client: 'x',
  out: 'report',
  clock: 'virtual',
  scenarios: 'scenarios',
  certificateDays: 30,
};
const environment = { LIANDIAO_CERTIFICATE_KEY: pair.privateKeyPem };

describe('openIssuer', () => {
  it('is null where nobody asked for a certificate', () => {
    expect(openIssuer(flags, { given: () => false, environment: {} })).toBeNull();
  });

  it('takes key, client and days', () => {
    const given = (flag: string) => flag === 'client';
    expect(openIssuer(flags, { given, environment })).toEqual({
      key: pair.privateKeyPem,
      clientFiles: null,
      validDays: 30,
    });
  });

  it.each(['only', 'calm', 'soak', 'seed', 'scenarios'])('refuses --%s, which no certificate can be of', (spoiler) => {
    expect(() => openIssuer(flags, { given: (flag) => flag === spoiler, environment })).toThrow(
      `--certificate-key and --${spoiler}: a certificate is of the whole suite`,
    );
  });
});

describe('issueCertificate', () => {
  it('writes one that holds and names its evidence', () => {
    const said = issueCertificate(suiteOf([runOf({ id: 'a' }, lawful)]), issuer, place());
    const file: unknown = JSON.parse(readFileSync(join(folder, 'certificate.json'), 'utf8'));
    const { certificate, objections } = judgeCertificate(file, { issuers: [pair.publicKeyPem], now });
    expect({ objections, evidence: certificate?.evidence }).toEqual({ objections: [], evidence: digestOf('evidence') });
    expect(said).toContain('(core; until 有效期至 2026-11-26T10:00:00.000+08:00)');
  });

  it('says why a run that failed gets none', () => {
    const failed = suiteOf([runOf({ id: 'a', checks: ['ladder.waits'] }, hasty)]);
    expect(issueCertificate(failed, issuer, place())).toMatch(
      /^no certificate 不发证书: 1 of 1 required scenarios did not pass/,
    );
    expect(existsSync(join(folder, 'certificate.json'))).toBe(false);
  });
});

describe('withdrawCertificate', () => {
  it('removes the one of an earlier run, and minds no folder without', () => {
    writeFileSync(join(folder, 'certificate.json'), '{}');
    withdrawCertificate(folder);
    withdrawCertificate(folder);
    expect(existsSync(join(folder, 'certificate.json'))).toBe(false);
  });
});
