// `liandiao bureau apply|approve|cutover` as processes beside a running bureau.
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { stringify } from 'yaml';
import { createSm2KeyPair } from '../../protocol/sm2.ts';
import { certificate, form, issuer, signed } from '../simulator/registration/application-form.ts';
import { runProcess, startProcess } from './run-process.ts';

const cwd = mkdtempSync(join(tmpdir(), 'registration-'));
const file = (name: string, text: string): string => {
  writeFileSync(join(cwd, name), text);
  return name;
};

let bureau: ChildProcess;
let environment: Record<string, string>;

beforeAll(async () => {
  const issuers = file('issuers.pem', `${createSm2KeyPair().publicKeyPem}${issuer.publicKeyPem}`);
  const flags = ['--in-memory', '--port', '0', '--no-http', '--control-port', '0', '--certificate-issuers', issuers];
  const { child } = startProcess(['bureau', ...flags], { cwd });
  bureau = child;
  const [line] = await once(createInterface({ input: child.stdout }), 'line');
  const { control, controlToken } = JSON.parse(String(line));
  environment = { LIANDIAO_CONTROL: control, LIANDIAO_CONTROL_TOKEN: controlToken };
});
afterAll(() => bureau.kill('SIGKILL'));

const run = (args: readonly string[], changed: Record<string, string> = {}) =>
  runProcess(['bureau', ...args], { cwd, env: { ...environment, ...changed } });
const apply = async (change: object = {}) => {
  const { stdout } = await run(['apply', file('form.json', JSON.stringify({ ...form, ...change })), '--json']);
  return String(JSON.parse(stdout).id);
};

it('takes the form that comes as an example', async () => {
  const example = fileURLToPath(new URL('../../examples/registration/application.yaml', import.meta.url));
  expect(await run(['apply', example])).toMatchObject({
    code: 0,
    stdout: expect.stringMatching(/^registration REG-\S+ is applied/),
  });
});

it('goes the way from the form to production', async () => {
  const applied = await run(['apply', file('form.yaml', stringify(form))]);
  const [, id = ''] = /^registration (REG-\S+) is applied\n.*bureau approve REG-/.exec(applied.stdout) ?? [];
  const approved = await run(['approve', id]);
  expect(approved.stdout).toMatch(
    /is testing\n {2}environment test\n {2}appId +LD\d{10}\n {2}appSecret +\S{32}\n {2}sm4Key +[0-9a-f]{32}\n/,
  );
  const done = await run([
    'cutover',
    id,
    '--certificate',
    file('certificate.json', JSON.stringify(signed(certificate))),
  ]);
  expect([applied.code, approved.code, done.code]).toEqual([0, 0, 0]);
  expect(done.stdout).toMatch(/is production\n {2}environment production\n {2}appId/);
});

it('ends with 4 when the bureau will not, and lists why', async () => {
  const id = await apply();
  await run(['approve', id]);
  const foreign = signed(certificate, createSm2KeyPair().privateKeyPem);
  const uncertified = await run(['cutover', id, '--certificate', file('foreign.json', JSON.stringify(foreign))]);
  expect([uncertified.code, uncertified.stdout]).toEqual([4, '']);
  expect(uncertified.stderr).toContain('no trusted issuer has signed it');
  const settings = file('settings.json', JSON.stringify({ encryptType: 'SM4-CBC', types: ['81'] }));
  const certificateFile = file('certificate.json', JSON.stringify(signed(certificate)));
  const different = await run(['cutover', id, '--certificate', certificateFile, '--settings', settings]);
  expect(different.code).toBe(4);
  expect(different.stderr).toMatch(/\/encryptType: .*SM4-ECB.*SM4-CBC[\s\S]*\/types: .*81, 82.*: 81 /);
});

it('rejects with a reason', async () => {
  const rejected = await run(['approve', await apply(), '--reject', '资料不全', '--json']);
  expect(JSON.parse(rejected.stdout)).toMatchObject({ state: 'rejected', history: [{}, { note: '资料不全' }] });
});

it.each([
  ['a form that is wrong', ['apply', 'wrong.json'], {}, /\/types: /],
  ['a form that is not there', ['apply', 'nowhere.json'], {}, /nowhere\.json: it cannot be read/],
  ['an unknown registration', ['approve', 'REG-0'], {}, /there is no registration "REG-0"/],
  ['a wrong token', ['approve', 'REG-0'], { LIANDIAO_CONTROL_TOKEN: 'wrong' }, /401/],
  ['no token', ['approve', 'REG-0'], { LIANDIAO_CONTROL_TOKEN: '' }, /no control token/],
  ['a token in a flag', ['approve', 'REG-0', '--token=abc'], {}, /process list.*\n.*LIANDIAO_CONTROL_TOKEN/],
  ['a token that is none', ['approve', 'REG-0'], { LIANDIAO_CONTROL_TOKEN: 'a b' }, /printable ASCII/],
  [
    'no bureau',
    ['approve', 'REG-0', '--control', 'http://127.0.0.1:1'],
    {},
    /no bureau answers at http:\/\/127\.0\.0\.1:1/,
  ],
  ['issuers that are none', ['--print-config', '--certificate-issuers', 'wrong.json'], {}, /there is no PEM in it/],
])('ends with 2 for %s', async (_what, args, changed, words) => {
  file('wrong.json', JSON.stringify({ ...form, types: [] }));
  const { code, stdout, stderr } = await run(args, changed);
  expect([code, stdout]).toEqual([2, '']);
  expect(stderr).toMatch(words);
  expect(stderr).not.toMatch(/\n\s+at /);
});
