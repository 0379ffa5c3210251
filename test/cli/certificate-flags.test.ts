// Who signs a certificate and what the client is recognised by: keys from file or environment, and clear refusals.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { digestOfClient, readIssuerKey } from '../../cli/certificate-flags.ts';
import { createSm2KeyPair } from '../../protocol/sm2.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'issuer-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const days = { certificateDays: 365 };
const openssl = (...args: readonly string[]) => execFileSync('openssl', args, { encoding: 'utf8' });
const file = (text: string): string => {
  const path = join(folder, 'key.pem');
  writeFileSync(path, text);
  return path;
};

describe('readIssuerKey', () => {
  it('takes the key of a file, before that of the environment', () => {
    const [ours, others] = [createSm2KeyPair().privateKeyPem, createSm2KeyPair().privateKeyPem];
    const environment = { LIANDIAO_CERTIFICATE_KEY: others };
    expect(readIssuerKey({ ...days, certificateKey: file(ours) }, environment)).toBe(ours);
    expect(readIssuerKey(days, environment)).toBe(others);
    expect(readIssuerKey(days, {})).toBeNull();
  });

  it('takes the key that its remedy makes', () => {
    const made = openssl('genpkey', '-algorithm', 'SM2');
    expect(readIssuerKey({ ...days, certificateKey: file(made) }, {})).toBe(made);
  });

  it.each([
    ['another curve', () => openssl('genpkey', '-algorithm', 'EC', '-pkeyopt', 'ec_paramgen_curve:P-256')],
    ['a public key', () => createSm2KeyPair().publicKeyPem],
    ['no key', () => 'secret-words'],
  ])('refuses %s and repeats nothing of it', (_what, make) => {
    const text = make();
    const path = file(text);
    expect(() => readIssuerKey({ ...days, certificateKey: path }, {})).toThrow(
      `--certificate-key ${path}: it is no SM2 private key (E-3)`,
    );
    expect(() => readIssuerKey(days, { LIANDIAO_CERTIFICATE_KEY: text })).toThrow(
      /^LIANDIAO_CERTIFICATE_KEY: it is no SM2 private key \(E-3\)$/,
    );
  });

  it('refuses a file that is not there', () => {
    expect(() => readIssuerKey({ ...days, certificateKey: join(folder, 'none') }, {})).toThrow(
      'it cannot be read (ENOENT)',
    );
  });
});

describe('digestOfClient', () => {
  it('is null where nothing is named, the same wherever the client lies, and refuses what is not there', () => {
    writeFileSync(join(folder, 'main.py'), 'print(1)');
    const copy = mkdtempSync(join(tmpdir(), 'issuer-copy-'));
    writeFileSync(join(copy, 'main.py'), 'print(1)');
    const digests = [folder, copy].map((path) => digestOfClient({ ...days, clientFiles: [join(path, 'main.py')] }));
    rmSync(copy, { recursive: true });
    expect(digestOfClient(days)).toBeNull();
    expect(digests[0]).toBe(digests[1]);
    expect(() => digestOfClient({ ...days, clientFiles: [join(folder, 'none')] })).toThrow(
      'there is no such file or folder',
    );
  });
});
