import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { createSm2KeyPair, signSm2Sm3, verifySm2Sm3 } from '../../protocol/sm2.ts';

const folder = mkdtempSync(join(tmpdir(), 'liandiao-sm2-'));
const text = '备注=签名原文&version=1.0';
const inFolder = (name: string, content?: string | Uint8Array): string => {
  const path = join(folder, name);
  if (content !== undefined) writeFileSync(path, content);
  return path;
};
const openssl = (...args: string[]): string => execFileSync('openssl', args, { encoding: 'utf8' });
const sm2 = ['-rawin', '-digest', 'sm3', '-pkeyopt', 'distid:1234567812345678'];

afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('SM2 and the OpenSSL on this machine', () => {
  it('signs so that OpenSSL verifies it', () => {
    const pair = createSm2KeyPair();
    const signature = Buffer.from(signSm2Sm3(text, pair.privateKeyPem), 'base64');
    const key = inFolder('public.pem', pair.publicKeyPem);
    const files = ['-in', inFolder('text', text), '-sigfile', inFolder('signature', signature)];
    expect(openssl('pkeyutl', '-verify', '-pubin', '-inkey', key, ...files, ...sm2)).toContain('Verified Successfully');
  });

  it('verifies what OpenSSL signs with a key of its own', () => {
    const key = inFolder('own.pem');
    openssl('genpkey', '-algorithm', 'SM2', '-out', key);
    const publicKeyPem = openssl('pkey', '-in', key, '-pubout');
    const signed = inFolder('own.signature');
    openssl('pkeyutl', '-sign', '-inkey', key, '-in', inFolder('text', text), '-out', signed, ...sm2);
    expect(verifySm2Sm3(text, publicKeyPem, readFileSync(signed).toString('base64'))).toBe(true);
  });

  it('verifies with the certificate in place of its key', () => {
    const [key, certificate] = [inFolder('ca.pem'), inFolder('certificate.pem')];
    openssl('req', '-x509', '-newkey', 'sm2', '-nodes', '-keyout', key, '-out', certificate, '-sm3', '-subj', '/CN=LD');
    const signature = signSm2Sm3(text, readFileSync(key, 'utf8'));
    expect(verifySm2Sm3(text, readFileSync(certificate, 'utf8'), signature)).toBe(true);
  });
});
