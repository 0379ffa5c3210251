import { type SpawnSyncOptionsWithStringEncoding, spawnSync } from 'node:child_process';
import { createHash, createPublicKey } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { cast, sentAt } from '../../cli/reference/mistakes/cast.ts';
import { appSecret, plant, plantMembers, type Steps, sm4Key } from '../../cli/reference/mistakes/plant-message.ts';
import { writeMessage } from '../../protocol/envelope.ts';
import { signatureText } from '../../protocol/signature.ts';
import { createSm2KeyPair, signSm2Sm3 } from '../../protocol/sm2.ts';
import type { Diagnosis } from '../../simulator/explain/diagnose.ts';
import { makeSm2Certificate } from '../../simulator/tls/certificate.ts';
import { createSm2Root } from '../../simulator/tls/sm2-root.ts';
import { sm2Vectors } from '../protocol/vectors.ts';

const entry = fileURLToPath(new URL('../../cli/start.js', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'liandiao-doctor-'));
const write = (name: string, content: string | Uint8Array): string => {
  writeFileSync(join(folder, name), content);
  return join(folder, name);
};
const right = write('right.json', plant());
const wrong = write('wrong.json', plant({ cipher: 'sm4-ecb' }));
const keyFlags = ['--credentials', write('credentials.json', JSON.stringify({ appSecret, sm4Key }))];

const credentials = (members: object): readonly string[] => [
  '--credentials',
  write(`${createHash('sm3').update(JSON.stringify(members)).digest('hex')}.json`, JSON.stringify(members)),
];

const doctor = (args: readonly string[], options: Partial<SpawnSyncOptionsWithStringEncoding> = {}) => {
  const environment = { PATH: process.env['PATH'] ?? '' };
  const settings = { encoding: 'utf8', env: environment, ...options } as const;
  const { status, stdout, stderr } = spawnSync(process.execPath, [entry, 'doctor', ...args], settings);
  return { status, stdout, stderr };
};

afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('liandiao doctor', () => {
  it('exits 0 and says so when nothing is wrong', () => {
    const { status, stdout, stderr } = doctor([right, ...keyFlags]);
    expect([status, stderr]).toEqual([0, '']);
    expect(stdout).toContain('Nothing is wrong');
    expect(stdout).toContain('{"orderNo":"SO-20261123-0001"}');
  });

  it('prints the four members as JSON and exits 4 when something is wrong', () => {
    const { status, stdout } = doctor([wrong, ...keyFlags, '--json']);
    const report: unknown = JSON.parse(stdout);
    expect(status).toBe(4);
    expect(Object.keys(report as object)).toEqual(['signatureOk', 'plaintext', 'signatureText', 'problems']);
    expect(report).toMatchObject({
      signatureOk: true,
      problems: [{ name: 'ecb-for-cbc', clause: 'E-4', where: '/data' }],
    });
  });

  it('prints each problem with its remedy as text', () => {
    const { stdout } = doctor([wrong, ...keyFlags]);
    expect(stdout).toMatch(
      /1 problem 发现 1 个问题\n\n1\. ecb-for-cbc \[E-4\] at \/data\n {3}expected: .*\n {3}received: .*\n {3}remedy: .*\n {3}中文: /,
    );
  });

  it('reads standard input and takes secrets from the environment', () => {
    const env = { LIANDIAO_APP_SECRET: appSecret, LIANDIAO_SM4_KEY: sm4Key };
    expect(doctor(['-'], { input: new TextDecoder().decode(plant()), env }).status).toBe(0);
  });

  it('takes secrets from standard input, as a registration prints them, before those of the environment', () => {
    const input = JSON.stringify({ id: 'REG-1', credentials: { appSecret, sm4Key } });
    const env = { LIANDIAO_APP_SECRET: 'another secret than this', LIANDIAO_SM4_KEY: '0'.repeat(32) };
    expect(doctor([right, '--credentials', '-'], { input, env }).status).toBe(0);
  });

  it('takes a key in YAML as the text that it is, also where it looks like a number', () => {
    const digits = '00000000000000000000000000000012';
    const credentials = write('digits.yaml', `appSecret: ${appSecret}\nsm4Key: ${digits}\n`);
    const { status, stderr } = doctor([right, '--credentials', credentials]);
    expect([status, stderr]).toEqual([4, '']);
  });

  it.each([
    ['apart', ['--app-secret', appSecret, '--sm4-key', sm4Key]],
    ['joined', [`--app-secret=${appSecret}`, `--sm4-key=${sm4Key}`]],
  ])('refuses secrets in flags, %s, and names the other ways', (_how, flags) => {
    const { status, stderr } = doctor([right, ...flags]);
    expect([status, stderr]).toEqual([
      2,
      expect.stringMatching(/process list.*\n.*LIANDIAO_APP_SECRET.*--credentials/),
    ]);
    expect([appSecret, sm4Key].filter((one) => stderr.includes(one))).toEqual([]);
  });

  it('takes the moment of sending to tell a timestamp in UTC', () => {
    const file = write('utc.json', plant({ members: { timestamp: '20261123060000' } }));
    expect(doctor([file, ...keyFlags]).status).toBe(0);
    const { status, stdout } = doctor([file, ...keyFlags, '--at', '20261123140010']);
    expect([status, stdout]).toEqual([4, expect.stringContaining('timestamp-utc')]);
  });

  it('names what the applications, the address and the messages before tell', () => {
    const applications = write('tenant.json', JSON.stringify({ applications: Object.values(cast) }));
    const url = ['--url', 'https://localhost:7443/test/v1/quota.query'];
    const named = (steps: Steps, ...flags: readonly string[]) => {
      const args = [
        write('told.json', plant(steps)),
        '--applications',
        applications,
        '--at',
        '20261123140000',
        '--json',
      ];
      const { stdout } = doctor([...args, ...flags]);
      return (JSON.parse(stdout) as Diagnosis).problems.map(({ name }) => name);
    };
    expect([
      named({}, ...url),
      named({ secret: cast.other.appSecret }, ...url),
      named({}, '--url', '/production/v1/quota.query'),
      named({}, '--url', '/test/v1/invoice.issue'),
      named({ members: { appId: 'nobody' } }),
      named({ members: { timestamp: '20261123130000' } }),
      named({}, '--earlier', wrong, right),
      named({ as: 'ecb' }, '--earlier', right),
    ]).toEqual([
      [],
      ['wrong-application-key'],
      ['other-environment'],
      ['other-interface'],
      ['unknown-application'],
      ['timestamp-stale'],
      ['nonce-reused', 'iv-reused'],
      [],
    ]);
  });

  it('judges an SM2 signature with the public key', () => {
    const file = write('sm2.json', plant({ members: { signType: 'SM2-SM3' } }));
    const publicKey = write('public.pem', sm2Vectors.publicKeyPem);
    expect(doctor([file, ...keyFlags, '--public-key', publicKey]).stdout).toContain('hmac-for-sm2');
  });

  it('judges an SM2 signature in XML with the certificate, and refuses what is none', () => {
    const { privateKeyPem, publicKeyPem } = createSm2KeyPair();
    const validity = { notBefore: sentAt, notAfter: sentAt + 86_400_000 };
    const holder = { appId: 'LD0000000042', publicKey: createPublicKey(publicKeyPem), validity };
    const certificate = write('certificate.pem', makeSm2Certificate(holder, createSm2Root(null)().keys));
    const sent = { ...plantMembers({ payload: '<payload/>', members: { signType: 'SM2-SM3' } }), signature: '' };
    const signature = signSm2Sm3(signatureText(sent), privateKeyPem);
    const file = write('sm2.xml', writeMessage({ ...sent, signature }, 'request', 'xml'));
    expect(doctor([file, ...keyFlags, '--certificate', certificate])).toMatchObject({ status: 0 });
    expect(doctor([file, ...keyFlags, '--certificate', file]).stderr).toContain('--certificate');
  });

  it.each([
    ['a file that is not there', [join(folder, 'none.json'), ...keyFlags], 'there is no such file'],
    ['a folder', [folder, ...keyFlags], 'it is a folder'],
    ['an empty file', [write('empty.json', ''), ...keyFlags], 'is empty'],
    ['more than 4 MiB', [write('large.json', ' '.repeat(4_194_305)), ...keyFlags], '(T-4)'],
    ['a key that is no hexadecimal', [right, ...credentials({ appSecret, sm4Key: `${sm4Key.slice(1)}x` })], '(E-4)'],
    ['an empty secret', [right, ...credentials({ appSecret: '', sm4Key })], 'appSecret of --credentials'],
    ['a secret that is no text', [right, ...credentials({ appSecret: [appSecret], sm4Key })], 'is no text'],
    ['no secret', [right, ...credentials({ sm4Key })], 'LIANDIAO_APP_SECRET'],
    ['no SM4 key', [right, ...credentials({ appSecret })], 'LIANDIAO_SM4_KEY'],
    ['credentials that are not there', [right, '--credentials', join(folder, 'none')], 'ENOENT'],
    ['two from standard input', ['-', '--credentials', '-'], 'standard input'],
    ['credentials cut off', [right, '--credentials', write('cut', `{"appSecret":"${appSecret}`)], 'line 1, column'],
    ['credentials that are an alias', [right, '--credentials', write('alias', `appSecret: *${appSecret}`)], 'neither'],
    ['a public key that is none', [right, ...keyFlags, '--public-key', right], 'is not a PEM key'],
    ['an unknown type', [right, ...keyFlags, '--encrypt-type', 'AES'], 'SM4-ECB'],
    ['an impossible moment', [right, ...keyFlags, '--at', '20261131000000'], 'UTC+8'],
    ['an address that is none', [right, ...keyFlags, '--url', 'https://localhost:7443/'], '(T-2)'],
    ['applications that are none', [right, '--applications', right], 'it holds no applications'],
    [
      'an application without keys',
      [right, '--applications', write('keyless.json', '[{"appId":"LD1"}]')],
      '/applications/0',
    ],
    ['no earlier message', [right, ...keyFlags, '--earlier', join(folder, 'none.json')], 'there is no such file'],
    ['no file', keyFlags, "missing required argument 'file'"],
  ])('refuses %s with exit 2, a sentence and no stack trace', (_what, args, sentence) => {
    const { status, stdout, stderr } = doctor(args);
    expect([status, stdout]).toEqual([2, '']);
    expect(stderr).toContain(sentence);
    expect(stderr).not.toMatch(/\n\s+at /);
    expect([appSecret, sm4Key, sm4Key.slice(1)].filter((key) => stderr.includes(key))).toEqual([]);
  });
});
