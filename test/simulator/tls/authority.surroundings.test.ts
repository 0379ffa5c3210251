// OpenSSL, strict, accepts the bureau's chain for every name it serves (T-1).
import { execFileSync } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { openAuthority } from '../../../simulator/tls/authority.ts';

const dataDir = mkdtempSync(join(tmpdir(), 'authority-'));
openAuthority({ dataDir, now: Date.now() });
const file = (name: string): string => join(dataDir, 'tls', name);
const openssl = (...args: string[]): string => execFileSync('openssl', args, { encoding: 'utf8' });

it.each([
  ['-verify_hostname', 'localhost'],
  ['-verify_ip', '127.0.0.1'],
  ['-verify_ip', '::1'],
])('verifies the chain with %s %s', (flag, name) => {
  const said = openssl(
    'verify',
    '-x509_strict',
    '-purpose',
    'sslserver',
    flag,
    name,
    '-CAfile',
    file('root.pem'),
    file('leaf.pem'),
  );
  expect(said).toContain('leaf.pem: OK');
});

it('marks the critical extensions and the key identifiers', () => {
  const text = openssl('x509', '-in', file('root.pem'), '-noout', '-text');
  expect(text).toMatch(/Basic Constraints: critical\s+CA:TRUE, pathlen:0/);
  expect(text).toMatch(/Key Usage: critical\s+Certificate Sign, CRL Sign/);
  expect(text).toMatch(/Subject Key Identifier:[\s\S]+Authority Key Identifier:/);
});
