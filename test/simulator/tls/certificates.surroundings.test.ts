// OpenSSL accepts the SM2 certificates of the bureau, with the customary user id and with no other (E-3).
import { execFileSync, spawnSync } from 'node:child_process';
import { createPublicKey } from 'node:crypto';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { createSm2KeyPair } from '../../../protocol/sm2.ts';
import { makeSm2Certificate } from '../../../simulator/tls/certificate.ts';
import { createSm2Root } from '../../../simulator/tls/sm2-root.ts';

const folder = mkdtempSync(join(tmpdir(), 'sm2-certificates-'));
const file = (name: string, content: string): string => {
  writeFileSync(join(folder, name), content);
  return join(folder, name);
};
const root = createSm2Root(null)();
const dayMs = 24 * 3600 * 1000;
const validity = { notBefore: Date.now() - dayMs, notAfter: Date.now() + dayMs };
const publicKey = createPublicKey(createSm2KeyPair().publicKeyPem);
const rootFile = file('root.pem', root.pem);
const certificateFile = file(
  'certificate.pem',
  makeSm2Certificate({ appId: 'LD0000000001', publicKey, validity }, root.keys),
);
const verify = (userId: string) =>
  spawnSync(
    'openssl',
    ['verify', '-x509_strict', '-vfyopt', `distid:${userId}`, '-CAfile', rootFile, certificateFile],
    { encoding: 'utf8' },
  );

it('verifies the chain with the customary user id', () => {
  expect(verify('1234567812345678').stdout).toContain('certificate.pem: OK');
});

it('does not verify it with another user id', () => {
  expect(verify('8765432187654321').status).not.toBe(0);
});

it('reads names, key and usage', () => {
  const text = execFileSync('openssl', ['x509', '-in', certificateFile, '-noout', '-text'], { encoding: 'utf8' });
  expect(text).toContain('Signature Algorithm: SM2-with-SM3');
  expect(text).toMatch(/Subject: CN ?= ?LD0000000001/);
  expect(text).toContain('ASN1 OID: SM2');
  expect(text).toMatch(/Key Usage: critical\s+Digital Signature, Non Repudiation/);
});
