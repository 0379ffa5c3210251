// An application that brings its SM2 certificate, or a request for one, is given a certificate of the bureau (E-3, B-8).
import { createPublicKey, X509Certificate } from 'node:crypto';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createSm2KeyPair } from '../../../protocol/sm2.ts';
import { makeSm2Certificate } from '../../../simulator/tls/certificate.ts';
import { readSm2Request } from '../../../simulator/tls/certificate-request.ts';
import { judgeCertificate } from '../../../simulator/tls/judge-certificate.ts';
import { createSm2Root } from '../../../simulator/tls/sm2-root.ts';
import { noon } from '../operations/books.ts';
import { requestOfP256, requestWithEmptyId } from '../tls/openssl-requests.ts';
import { certificate, form, gist, openOffice, signed, sm2Root } from './application-form.ts';

const { publicKeyPem } = createSm2KeyPair();
const dayMs = 86_400_000;
const elsewhere = (notBefore = noon) =>
  makeSm2Certificate(
    { appId: 'ERP', publicKey: createPublicKey(publicKeyPem), validity: { notBefore, notAfter: notBefore + dayMs } },
    createSm2Root(null)().keys,
  );
const request = readSm2Request(requestWithEmptyId);
const keyInRequest = request.ok ? request.publicKeyPem : '';
const bySm2 = (technical: object) => ({ ...form, technical: { ...form.technical, signType: 'SM2-SM3', ...technical } });
const keyOf = (pem: string) => new X509Certificate(pem).publicKey.export({ type: 'spki', format: 'pem' });

describe('the key of an application', () => {
  it.each([
    ['a certificate from elsewhere', { certificatePem: elsewhere() }, publicKeyPem],
    ['a request for one', { csrPem: requestWithEmptyId }, keyInRequest],
  ])('is certified in the name of the application when it comes as %s', async (_how, technical, key) => {
    const { apply, through, tenant } = openOffice();
    const approved = await through(apply(bySm2(technical)), ['approve']);
    const credentials = (approved.ok ? approved.value['credentials'] : {}) as Record<string, string>;
    const { appId = '', certificatePem = '' } = credentials;
    expect(judgeCertificate(certificatePem, sm2Root().pem, noon)).toBe(null);
    expect([new X509Certificate(certificatePem).subject, keyOf(certificatePem)]).toEqual([`CN=${appId}`, key]);
    expect(tenant.register().applications.get(appId)).toMatchObject({ signType: 'SM2-SM3', certificatePem });
  });

  it('is another one in production, asked for with the cutover (T-2)', async () => {
    const { apply, through } = openOffice();
    const id = apply(bySm2({ certificatePem: elsewhere() }));
    const test = await through(id, ['approve'], ['certify', { certificate: signed(certificate) }], ['request-cutover']);
    expect(test).toMatchObject({ value: { state: 'cutover-requested' } });
    expect(gist(await through(id, ['cutover']))).toEqual([409, '/publicKeyPem is missing (E-3) for production']);
    const done = await through(id, ['request-cutover', { csrPem: requestWithEmptyId }], ['cutover']);
    const { certificatePem = '' } = (done.ok ? done.value['credentials'] : {}) as Record<string, string>;
    expect(keyOf(certificatePem)).toBe(keyInRequest);
  });

  it('is still bound after a restart on another day', async () => {
    const path = join(mkdtempSync(join(tmpdir(), 'registrations-')), 'registrations.json');
    const first = openOffice({ path });
    await first.through(first.apply(bySm2({ csrPem: requestWithEmptyId })), ['approve']);
    const second = openOffice({ path });
    second.moveTo(noon + 30 * dayMs);
    await second.office.takeUp();
    const [, application] = [...second.tenant.register().applications.values()];
    expect(keyOf(application?.certificatePem ?? '')).toBe(keyInRequest);
  });

  it.each([
    [
      'a certificate of yesterday',
      { certificatePem: elsewhere(noon - 2 * dayMs) },
      '/technical/certificatePem expired',
    ],
    ['no certificate', { certificatePem: publicKeyPem }, '/technical/certificatePem is no certificate in PEM'],
    ['a request of another curve', { csrPem: requestOfP256 }, '/technical/csrPem has no SM2 key (E-3)'],
    ['two of them', { csrPem: requestWithEmptyId, publicKeyPem }, '/technical has publicKeyPem and csrPem'],
  ])('is refused as %s', (_how, technical, problem) => {
    const taken = openOffice().office.apply(bySm2(technical));
    expect(taken.ok ? [] : taken.problems.map(({ pointer, detail }) => `${pointer} ${detail}`)).toEqual([
      expect.stringContaining(problem),
    ]);
  });
});
