// The machine's OpenSSL asks, the bureau certifies, OpenSSL accepts what it got (E-3).
import { execFileSync, spawnSync } from 'node:child_process';
import { createPublicKey } from 'node:crypto';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { makeSm2Certificate } from '../../../simulator/tls/certificate.ts';
import { readSm2Request } from '../../../simulator/tls/certificate-request.ts';
import { createSm2Root } from '../../../simulator/tls/sm2-root.ts';

const folder = mkdtempSync(join(tmpdir(), 'sm2-requests-'));
const file = (name: string): string => join(folder, name);
const openssl = (...words: string[]): void => void execFileSync('openssl', words, { stdio: 'pipe' });

it.each([[[]], [['-sigopt', 'distid:1234567812345678']]])('certifies what openssl req %j asked for', (options) => {
  openssl('ecparam', '-name', 'SM2', '-genkey', '-noout', '-out', file('key.pem'));
  openssl('req', '-new', '-sm3', '-key', file('key.pem'), '-subj', '/CN=ERP', ...options, '-out', file('csr.pem'));
  const reading = readSm2Request(readFileSync(file('csr.pem'), 'utf8'));
  const root = createSm2Root(null)();
  const publicKey = createPublicKey(reading.ok ? reading.publicKeyPem : '');
  const validity = { notBefore: Date.now() - 1000, notAfter: Date.now() + 86_400_000 };
  writeFileSync(file('root.pem'), root.pem);
  writeFileSync(file('own.pem'), makeSm2Certificate({ appId: 'LD0000000001', publicKey, validity }, root.keys));
  const verified = spawnSync(
    'openssl',
    ['verify', '-x509_strict', '-vfyopt', 'distid:1234567812345678', '-CAfile', file('root.pem'), file('own.pem')],
    { encoding: 'utf8' },
  );
  expect(verified.stdout).toContain('own.pem: OK');
  const keys = [
    execFileSync('openssl', ['x509', '-in', file('own.pem'), '-noout', '-pubkey'], { encoding: 'utf8' }),
    execFileSync('openssl', ['pkey', '-in', file('key.pem'), '-pubout'], { encoding: 'utf8' }),
  ];
  expect(keys[0]).toBe(keys[1]);
});
