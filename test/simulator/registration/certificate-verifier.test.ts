import { describe, expect, it } from 'vitest';
import { createSm2KeyPair } from '../../../protocol/sm2.ts';
import { canonicalJson } from '../../../simulator/registration/canonical-json.ts';
import { createCertificateVerifier } from '../../../simulator/registration/certificate-verifier.ts';
import { noon } from '../operations/books.ts';
import { certificate, issuer, signed } from './application-form.ts';

const other = createSm2KeyPair();
const verify = createCertificateVerifier([other.publicKeyPem, issuer.publicKeyPem]);

describe('a certificate of conformance', () => {
  it('holds when a trusted issuer has signed it, with members nobody knows here too', () => {
    const more = { ...certificate, seed: '7', evidenceDigest: 'abc' };
    expect(verify(signed(more), noon)).toEqual({ ok: true, certificate: more });
  });

  it.each([
    [
      'signed by somebody else',
      signed(certificate, createSm2KeyPair().privateKeyPem),
      'no trusted issuer has signed it',
    ],
    [
      'changed afterwards',
      { ...signed(certificate), certificate: { ...certificate, client: 'x' } },
      'no trusted issuer has signed it',
    ],
    [
      'ended',
      signed({ ...certificate, notAfter: '2026-11-23T12:00:00.000+08:00' }),
      'it ended at 2026-11-23T12:00:00.000+08:00',
    ],
    [
      'without an end',
      signed({ ...certificate, notAfter: 'never' }),
      'notAfter is "never", no instant yyyy-MM-ddTHH:mm:ss.SSS+08:00',
    ],
    [
      'without the class core',
      signed({ ...certificate, classes: ['xml'] }),
      'it does not name the class core, which every client must hold (V-1)',
    ],
    ['of another format', signed({ ...certificate, format: 'pdf' }), '/certificate/format must be equal to constant'],
    ['no object', 'hello', 'the file must be object'],
  ])('does not hold when it is %s', (_what, file, reason) => {
    expect(verify(file, noon)).toEqual({ ok: false, reasons: [reason] });
  });

  it('holds nowhere when no issuer is trusted', () => {
    expect(createCertificateVerifier([])(signed(certificate), noon)).toMatchObject({ ok: false });
  });
});

it.each([
  [{ b: 1, a: [2, { d: null, c: '税' }] }, '{"a":[2,{"c":"税","d":null}],"b":1}'],
  ['x', '"x"'],
  [[], '[]'],
])('writes %j as one text', (value, text) => {
  expect(canonicalJson(value)).toBe(text);
});
