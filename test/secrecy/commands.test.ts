// No command of ours says a secret that it was given, nor shows one in the process list.
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { describe, expect, it } from 'vitest';
import { appSecret, plant, sm4Key } from '../../cli/reference/mistakes/plant-message.ts';
import { createSm2KeyPair } from '../../protocol/sm2.ts';
import { runProcess, startProcess } from '../cli/run-process.ts';
import { foundIn, linesOfKey, spellings } from './spellings.ts';

const cwd = mkdtempSync(join(tmpdir(), 'secrecy-'));
const { privateKeyPem } = createSm2KeyPair();
const token = 'planted-token-of-the-control-port';
const secrets = {
  appSecret: spellings(appSecret),
  sm4Key: spellings(sm4Key),
  token: spellings(token),
  privateKey: linesOfKey(privateKeyPem),
};
const write = (name: string, content: string | Uint8Array): string => {
  writeFileSync(join(cwd, name), content);
  return name;
};
const env = { LIANDIAO_APP_SECRET: appSecret, LIANDIAO_SM4_KEY: sm4Key, LIANDIAO_CONTROL_TOKEN: token };
const key = write('key.pem', privateKeyPem);
const keys = write('keys.yaml', `appSecret: "${appSecret}\nsm4Key: *${sm4Key}\n`);
const alias = write('alias.yaml', `appSecret: *${appSecret}\n`);
const stray = write('stray.yaml', `a: b\n"x" ${appSecret}: [${sm4Key}\n} ${sm4Key}\n`);
const request = write('request.json', plant({ cipher: 'sm4-ecb' }));

describe('a command', () => {
  it.each<[string, readonly string[]]>([
    ['the configuration', ['bureau', '--print-config']],
    ['what is wrong with a request', ['doctor', request]],
    ['the same as JSON', ['doctor', request, '--json']],
    ['that credentials are no YAML', ['doctor', request, '--credentials', keys]],
    ['that a private key is no certificate', ['doctor', request, '--certificate', key]],
    ['that a private key is no public one', ['doctor', request, '--public-key', key]],
    ['that a private key is no credentials', ['doctor', request, '--credentials', key]],
    ['that secrets are no flags', ['doctor', request, `--app-secret=${appSecret}`, '--sm4-key', sm4Key]],
    ['that a private key is no issuer', ['bureau', '--certificate-issuers', key, '--in-memory']],
    ['that keys are no profile', ['bureau', '--profile', keys, '--in-memory']],
    ['that a private key is no profile', ['bureau', '--profile', key, '--in-memory']],
    ['that keys are no table of codes', ['bureau', '--tax-codes', keys, '--in-memory']],
    ['that keys are no scenario', ['validate', keys]],
    ['that keys are no form', ['bureau', 'apply', keys]],
    ['that a private key is no form', ['bureau', 'apply', key]],
    ...[alias, stray].flatMap((file): [string, readonly string[]][] => [
      [`that ${file} is no profile`, ['bureau', '--profile', file, '--in-memory']],
      [`that ${file} is no scenario`, ['validate', file]],
      [`that ${file} is no form`, ['bureau', 'apply', file]],
      [`that ${file} has no credentials`, ['doctor', request, '--credentials', file]],
    ]),
    ['that a token is no flag', ['bureau', 'approve', 'REG-1', `--token=${token}`]],
    ['that nobody is at home', ['bureau', 'export', '--out', 'a.csv', '--control', 'http://127.0.0.1:9']],
  ])('tells %s without a secret', async (_what, args) => {
    const { stdout, stderr } = await runProcess(args, { cwd, env });
    expect(`${stdout}${stderr}`).not.toBe('');
    expect(foundIn(`${stdout}${stderr}`, secrets)).toEqual([]);
  });

  it('keeps the token out of its log and out of the process list, and says it on the ready line alone', async () => {
    const ports = ['--port', '0', '--http-port', '0', '--control-port', '0', '--in-memory', '--verbose'];
    const { child, ended } = startProcess(['bureau', ...ports], { cwd, env });
    const [line] = (await once(createInterface(child.stdout), 'line')) as [string];
    const { control } = JSON.parse(line) as { readonly control: string };
    for (const authorization of [`Bearer ${token}`, `Bearer ${token}x`])
      await (await fetch(`${control}/control/v1/tenants`, { headers: { authorization } })).text();
    // Where there is no such file other systems have other lists, made of the same arguments.
    const list = `/proc/${child.pid}/cmdline`;
    const listed = existsSync(list) ? readFileSync(list, 'utf8') : child.spawnargs.join(' ');
    child.kill('SIGTERM');
    const { stderr } = await ended;
    expect(foundIn(line, secrets)).toEqual(['token']);
    expect(stderr).toContain('the bureau is closed');
    expect(foundIn(stderr + listed, secrets)).toEqual([]);
  });
});
