// Certificates of SM2 applications: issued by the bureau's authority, bound at registration, good for their days (E-3).
import { createPublicKey, generateKeyPairSync } from 'node:crypto';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createSm2KeyPair } from '../../../protocol/sm2.ts';
import { createBureauKeys } from '../../../simulator/tenancy/bureau-keys.ts';
import { makeClientCertificate, makeSm2Certificate } from '../../../simulator/tls/certificate.ts';
import { judgeCertificate } from '../../../simulator/tls/judge-certificate.ts';
import { createSm2Root } from '../../../simulator/tls/sm2-root.ts';
import { openCounter } from '../counter.ts';
import { application, noon, order } from '../operations/books.ts';

const dayMs = 24 * 3600 * 1000;
const { privateKeyPem, publicKeyPem } = createSm2KeyPair();
const sm2Root = createSm2Root(null);
const bySm2 = { ...application, signType: 'SM2-SM3' as const, publicKeyPem };
const open = () => openCounter({ applications: [bySm2], sm2Root });
const holder = { appId: bySm2.appId, publicKey: createPublicKey(publicKeyPem) };
const from = (notBefore: number, days: number) => ({ notBefore, notAfter: notBefore + days * dayMs });
const certificate = (validity = from(noon, 397), root = sm2Root()) =>
  makeSm2Certificate({ ...holder, validity }, root.keys);
const detailsOf = (answer: Awaited<ReturnType<ReturnType<typeof open>['tenant']['patch']>>) =>
  answer.ok ? [] : answer.problems.map(({ pointer, detail }) => `${pointer} ${detail}`);

describe('the certificate of an application', () => {
  it('is issued for its SM2 key, bound, and takes the place of the bare key', async () => {
    const counter = open();
    const renewed = createSm2KeyPair();
    const request = { appId: bySm2.appId, publicKeyPem: renewed.publicKeyPem, validDays: 10 };
    const issued = await counter.tenant.issueCertificate(request);
    const value = issued.ok ? issued.value : {};
    expect(value).toMatchObject({
      rootPem: sm2Root().pem,
      notBefore: '2026-11-23T12:00:00.000+08:00',
      notAfter: '2026-12-03T12:00:00.000+08:00',
    });
    const bound = await counter.tenant.patch({
      applications: [{ appId: bySm2.appId, certificatePem: value['certificatePem'] }],
    });
    expect(bound.ok).toBe(true);
    const ask = (key: string) => counter.ask({ payload: order, privateKeyPem: key });
    expect(await ask(renewed.privateKeyPem)).toMatchObject({ returnCode: '0000', signed: true });
    expect(await ask(privateKeyPem)).toMatchObject({ returnCode: '2002', signed: true });
  });

  it.each([
    ['of another bureau', certificate(from(noon, 10), createSm2Root(null)()), 'was not issued by this bureau'],
    ['that has expired', certificate(from(noon - 10 * dayMs, 5)), 'expired at 2026-11-18T12:00:00.000+08:00'],
    ['of tomorrow', certificate(from(noon + dayMs, 5)), 'is not valid before 2026-11-24T12:00:00.000+08:00'],
    ['that is none', publicKeyPem, 'is no certificate in PEM'],
    [
      'with a key that is not SM2',
      makeClientCertificate(
        {
          ...holder,
          publicKey: generateKeyPairSync('ec', { namedCurve: 'prime256v1' }).publicKey,
          validity: from(noon, 5),
        },
        generateKeyPairSync('ec', { namedCurve: 'prime256v1' }),
      ),
      'has no SM2 key',
    ],
  ])('is not bound when it is one %s', async (_which, certificatePem, detail) => {
    const counter = open();
    const patched = await counter.tenant.patch({ applications: [{ appId: bySm2.appId, certificatePem }] });
    expect(detailsOf(patched)).toEqual([`/applications/0/certificatePem ${detail}`]);
    expect(await counter.ask({ payload: order, privateKeyPem })).toMatchObject({ returnCode: '0000' });
  });

  it('is refused with one changed byte', () => {
    const der = Buffer.from(certificate().split('\n').slice(1, -2).join(''), 'base64');
    const at = der.indexOf(bySm2.appId);
    der[at] = (der[at] ?? 0) + 1;
    const changed = `-----BEGIN CERTIFICATE-----\n${der.toString('base64')}\n-----END CERTIFICATE-----\n`;
    expect(judgeCertificate(changed, sm2Root().pem, noon)).toBe('was not issued by this bureau');
  });

  it('no longer signs once its days are over: 2002, and the journal says why', async () => {
    const certified = { ...bySm2, certificatePem: certificate(from(noon, 1)) };
    const counter = openCounter({ applications: [certified], sm2Root });
    expect(await counter.ask({ payload: order, privateKeyPem })).toMatchObject({ returnCode: '0000' });
    await counter.tenant.moveClock({ advanceMs: dayMs + 1000 });
    expect(await counter.ask({ payload: order, privateKeyPem })).toMatchObject({ returnCode: '2002', signed: true });
    expect(counter.lastEntry()?.gates.at(-1)).toMatchObject({
      message: 'the certificate bound to the application expired at 2026-11-24T12:00:00.000+08:00',
    });
  });

  it.each([
    ['a key that is not SM2', { appId: 'A', publicKeyPem: 'hello' }, '/publicKeyPem is no SM2 public key (E-3)'],
    ['a member nobody knows', { appId: 'A', publicKeyPem, days: 1 }, '/days is not a known member'],
    ['no days at all', { appId: 'A', publicKeyPem, validDays: 0 }, '/validDays must be >= 1'],
  ])('is not issued for %s', async (_what, request, problem) => {
    expect(detailsOf(await open().tenant.issueCertificate(request))).toEqual([problem]);
  });
});

describe('what the bureau signs with', () => {
  const folder = () => mkdtempSync(join(tmpdir(), 'sm2-'));

  it('is the same pair after a restart on the same books, and another in memory', () => {
    const books = join(folder(), 'default.sqlite');
    expect(createBureauKeys('default', books)()).toEqual(createBureauKeys('default', books)());
    expect(createBureauKeys('default', ':memory:')()).not.toEqual(createBureauKeys('default', ':memory:')());
  });

  it('is the same root after a restart', () => {
    const dataDir = folder();
    expect(createSm2Root(dataDir)().pem).toBe(createSm2Root(dataDir)().pem);
  });
});
