// A certificate names what was run, is signed, and is refused for everything that is not a whole run that passed (V-3).
import { describe, expect, it } from 'vitest';
import {
  certificateOf,
  contradictions,
  judgeCertificate,
  signCertificate,
  whyNoCertificate,
} from '../../../conformance/certificate/certificate.ts';
import { sm2KeyPairOf } from '../../../conformance/wire/sm2.ts';
import { createCertificateVerifier } from '../../../simulator/registration/certificate-verifier.ts';
import { hasty, lawful, runOf, suiteOf } from '../report/suite.ts';

const pair = (seed: number) => sm2KeyPairOf(new Uint8Array(32).fill(seed));
const [issuer, stranger] = [pair(7), pair(8)];
const passed = suiteOf([runOf({ id: 'a' }, lawful)]);
const now = Date.parse('2026-11-25T10:00:00.000+08:00');
const facts = { clientFiles: null, scenarioSet: 'aa', evidence: 'bb', now, validDays: 30 };
const certificate = certificateOf(passed, facts);
const signed = signCertificate(certificate, issuer.privateKeyPem);
const objections = (file: unknown, at = now) =>
  judgeCertificate(file, { issuers: [stranger.publicKeyPem, issuer.publicKeyPem], now: at }).objections.map(
    ({ en }) => en,
  );

describe('a certificate', () => {
  it('names client, suite, seed, clock, classes, digests and its time', () => {
    expect(certificate).toEqual({
      format: 'liandiao-certificate/1',
      client: 'example-client',
      clientVersion: '1.2.3',
      clientFiles: 'not digested',
      suiteVersion: '0.1.0',
      specification: '1.0',
      scenarioSet: 'aa',
      seed: 42,
      clock: 'virtual',
      rate: 1,
      classes: ['core'],
      notClaimed: ['restart', 'audit', 'red', 'void', 'callback', 'sync', 'xml', 'sm2', 'rollout'],
      evidence: 'bb',
      issuedAt: '2026-11-25T10:00:00.000+08:00',
      notAfter: '2026-12-25T10:00:00.000+08:00',
    });
  });

  it('holds for those who trust its issuer, at the bureau as well', () => {
    expect(objections(signed)).toEqual([]);
    const file: unknown = JSON.parse(JSON.stringify(signed));
    expect(createCertificateVerifier([issuer.publicKeyPem])(file, now)).toMatchObject({ ok: true });
    expect(createCertificateVerifier([stranger.publicKeyPem])(file, now)).toMatchObject({ ok: false });
  });

  it.each([
    [
      'signed by somebody else',
      signCertificate(certificate, pair(9).privateKeyPem),
      'none of the issuers has signed it',
    ],
    [
      'changed afterwards',
      { ...signed, certificate: { ...certificate, seed: 43 } },
      'none of the issuers has signed it',
    ],
    [
      'of another form',
      { certificate: { format: 'x' }, signature: '' },
      'it is no certificate of the form liandiao-certificate/1',
    ],
    ['nothing', null, 'it is no certificate of the form liandiao-certificate/1'],
  ])('does not hold when it is %s', (_what, file, objection) => {
    expect(objections(file)).toEqual([objection]);
  });

  it('ends at the instant it names', () => {
    const end = Date.parse(certificate.notAfter);
    expect([objections(signed, end - 1), objections(signed, end)]).toEqual([
      [],
      [`it ended at ${certificate.notAfter}`],
    ]);
  });
});

describe('whyNoCertificate', () => {
  it.each([
    [
      'a run that failed',
      suiteOf([runOf({ id: 'a', checks: ['ladder.waits'] }, hasty)]),
      '1 of 1 required scenarios did not pass',
    ],
    [
      'a part of the suite',
      { ...passed, partial: true },
      'a part of the suite is never good for a certificate (--only, --calm)',
    ],
    ['a soak', { ...passed, soak: { finds: [] } }, 'a soak is never good for a certificate'],
    ['nothing executed', suiteOf([]), 'nothing was executed'],
  ])('refuses %s', (_what, run, reason) => {
    expect(whyNoCertificate(run)?.en).toBe(reason);
  });

  it('has nothing against a whole run that passed', () => {
    expect(whyNoCertificate(passed)).toBeNull();
  });
});

describe('contradictions', () => {
  it('finds none in a certificate of the same run and files', () => {
    expect(contradictions(certificate, passed, facts)).toEqual([]);
  });

  it('names every member that the evidence does not bear out', () => {
    const padded = { ...certificate, seed: 43, classes: ['core', 'red'] };
    const words = contradictions(padded, passed, { ...facts, evidence: 'cc' }).map(({ en }) => en);
    expect(words).toEqual([
      'seed is 43; the evidence gives 42',
      'classes is ["core","red"]; the evidence gives ["core"]',
      'evidence is "bb"; the evidence gives "cc"',
    ]);
  });

  it('says that a run that failed deserved none', () => {
    const failed = suiteOf([runOf({ id: 'a', checks: ['ladder.waits'] }, hasty)]);
    expect(contradictions(certificate, failed, facts).map(({ en }) => en)).toEqual([
      'its run deserves none: 1 of 1 required scenarios did not pass',
    ]);
  });
});
