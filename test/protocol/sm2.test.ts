import { generateKeyPairSync } from 'node:crypto';
import { sm2 } from 'sm-crypto-v2';
import { describe, expect, it } from 'vitest';
import { createSm2KeyPair, signSm2Sm3, verifySm2Sm3 } from '../../protocol/sm2.ts';
import { sm2Vectors } from './vectors.ts';

const text = 'appId=LD0000000001&interface=invoice.query';
const hexOf = (signature: string) => Buffer.from(signature, 'base64').toString('hex');
const options = { der: true, hash: true, userId: sm2Vectors.userId };
const pointOf = (pem: string) =>
  Buffer.from(pem.replace(/-----[^-]+-----|\s/g, ''), 'base64')
    .subarray(-65)
    .toString('hex');

describe('SM2', () => {
  it.each(sm2Vectors.valid)('verifies what OpenSSL signed: $signature', ({ signatureText, signature }) => {
    expect(verifySm2Sm3(signatureText, sm2Vectors.publicKeyPem, signature)).toBe(true);
  });

  it.each(sm2Vectors.invalid)('refuses $why', ({ signatureText, signature }) => {
    expect(verifySm2Sm3(signatureText, sm2Vectors.publicKeyPem, signature)).toBe(false);
  });

  it('signs so that another library verifies it', () => {
    const pair = createSm2KeyPair();
    const signature = hexOf(signSm2Sm3(text, pair.privateKeyPem));
    expect(sm2.doVerifySignature(text, signature, pointOf(pair.publicKeyPem), options)).toBe(true);
  });

  it('verifies what another library signed', () => {
    const hex = sm2.doSignature(text, sm2Vectors.privateKey, { ...options, publicKey: sm2Vectors.publicKey });
    const signature = Buffer.from(hex, 'hex').toString('base64');
    expect(verifySm2Sm3(text, sm2Vectors.publicKeyPem, signature)).toBe(true);
  });

  it('takes a private key in SEC1 form, curve parameters in front', () => {
    const { publicKey, privateKey } = generateKeyPairSync('ec', {
      namedCurve: 'SM2',
      publicKeyEncoding: { type: 'spki', format: 'pem' },
      privateKeyEncoding: { type: 'sec1', format: 'pem' },
    });
    const parameters = '-----BEGIN EC PARAMETERS-----\nBggqgRzPVQGCLQ==\n-----END EC PARAMETERS-----\n';
    expect(privateKey).toContain('BEGIN EC PRIVATE KEY');
    expect(verifySm2Sm3(text, publicKey, signSm2Sm3(text, `${parameters}${privateKey}`))).toBe(true);
  });

  it.each([
    ['nothing', ''],
    ['no base64', '!'],
    ['no DER', 'AAAA'],
    ['raw r and s', Buffer.alloc(64, 1).toString('base64')],
    ['a line break at the end', `${sm2Vectors.valid[0]?.signature}\n`],
    [
      'a trailing byte',
      Buffer.concat([Buffer.from(sm2Vectors.valid[0]?.signature ?? '', 'base64'), Buffer.of(0)]).toString('base64'),
    ],
  ])('refuses a signature of %s', (_what, signature) => {
    const signed = sm2Vectors.valid[0]?.signatureText ?? '';
    expect(verifySm2Sm3(signed, sm2Vectors.publicKeyPem, signature)).toBe(false);
  });

  it('throws for a key that is no PEM and for a key of another curve', () => {
    const { publicKey, privateKey } = generateKeyPairSync('ec', {
      namedCurve: 'P-256',
      publicKeyEncoding: { type: 'spki', format: 'pem' },
      privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
    });
    expect(() => verifySm2Sm3(text, 'key', '')).toThrow('public key is not a PEM key');
    expect(() => verifySm2Sm3(text, publicKey, '')).toThrow('not an SM2 key');
    expect(() => signSm2Sm3(text, privateKey)).toThrow('not an SM2 key');
  });
});
