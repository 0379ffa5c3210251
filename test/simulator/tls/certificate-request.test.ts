// Requests for certificates (PKCS#10): whose key they name, and that its holder wrote them (E-3).
import { describe, expect, it } from 'vitest';
import { createSm2KeyPair } from '../../../protocol/sm2.ts';
import { readSm2Request } from '../../../simulator/tls/certificate-request.ts';
import { judgeCertificate } from '../../../simulator/tls/judge-certificate.ts';
import { createSm2Root } from '../../../simulator/tls/sm2-root.ts';
import { openCounter } from '../counter.ts';
import { noon } from '../operations/books.ts';
import { requestOfP256, requestWithCustomaryId, requestWithEmptyId } from './openssl-requests.ts';

const change = (pem: string, at: number): string => {
  const der = Buffer.from(pem.split('\n').slice(1, -2).join(''), 'base64');
  der[at] = (der[at] ?? 0) ^ 1;
  return `-----BEGIN CERTIFICATE REQUEST-----\n${der.toString('base64')}\n-----END CERTIFICATE REQUEST-----\n`;
};
const length = Buffer.from(requestWithEmptyId.split('\n').slice(1, -2).join(''), 'base64').length;

describe('a request for a certificate', () => {
  it.each([
    ['the empty user id, as openssl req signs', requestWithEmptyId],
    ['the customary user id', requestWithCustomaryId],
    ['the older head', requestWithEmptyId.replaceAll(' CERTIFICATE', ' NEW CERTIFICATE')],
    ['line ends of Windows', requestWithEmptyId.replaceAll('\n', '\r\n')],
  ])('tells its SM2 key, signed with %s', (_how, pem) => {
    const keys = [readSm2Request(pem), readSm2Request(requestWithCustomaryId)];
    expect(keys).toEqual(Array(2).fill({ ok: true, publicKeyPem: expect.stringContaining('BEGIN PUBLIC KEY') }));
    expect(keys[0]).toEqual(keys[1]);
  });

  it.each([
    ['with another subject than was signed', change(requestWithEmptyId, 20), 'is not signed by the key that it names'],
    ['of a key on P-256', requestOfP256, 'has no SM2 key (E-3)'],
    ['that is a bare key', createSm2KeyPair().publicKeyPem, 'is no certificate request in PEM (PKCS#10)'],
    ['that is nothing', '', 'is no certificate request in PEM (PKCS#10)'],
    ['whose length lies', change(requestWithEmptyId, 2), 'is no request that can be read (PKCS#10)'],
  ])('is refused %s', (_how, pem, detail) => {
    expect(readSm2Request(pem)).toEqual({ ok: false, detail });
  });

  it('is refused with any one byte changed, and never breaks its reader', () => {
    const taken = Array.from({ length }, (_, at) => readSm2Request(change(requestWithEmptyId, at))).filter(
      ({ ok }) => ok,
    );
    // The identifiers of the algorithm behind the body are not signed and tell nothing that is used.
    expect(taken.length).toBeLessThan(15);
  });
});

describe('the control resource certificates', () => {
  const sm2Root = createSm2Root(null);
  const ask = (request: object) => openCounter({ sm2Root }).tenant.issueCertificate({ appId: 'A', ...request });

  it('issues for a request as for the key in it', async () => {
    const issued = await ask({ csrPem: requestWithEmptyId });
    const certificate = issued.ok ? String(issued.value['certificatePem']) : '';
    expect(judgeCertificate(certificate, sm2Root().pem, noon)).toBe(null);
  });

  it.each([
    [{ csrPem: requestOfP256 }, '/csrPem has no SM2 key (E-3)'],
    [{ csrPem: requestWithEmptyId, publicKeyPem: 'x' }, ' has one of publicKeyPem and csrPem'],
    [{}, ' has one of publicKeyPem and csrPem'],
    [
      { csrPem: requestWithEmptyId, use: 'client' },
      '/csrPem is for signatures; a client certificate needs publicKeyPem',
    ],
  ])('does not issue for %j', async (request, problem) => {
    const issued = await ask(request);
    expect(issued.ok ? [] : issued.problems.map(({ pointer, detail }) => `${pointer} ${detail}`)).toEqual([problem]);
  });
});
