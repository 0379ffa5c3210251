// `liandiao bureau` as a process: its ready line, what it leaves on disk, and how it ends.
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterEach, expect, it } from 'vitest';
import { startProcess } from './run-process.ts';

const freePorts = ['--port', '0', '--http-port', '0', '--control-port', '0'];

const running: ChildProcess[] = [];
afterEach(() => {
  for (const child of running.splice(0)) child.kill('SIGKILL');
});

/** Starts the command in an empty folder; what it says is collected. */
const start = (flags: readonly string[], cwd = mkdtempSync(join(tmpdir(), 'bureau-'))) => {
  const { child, ended } = startProcess(['bureau', ...flags], { cwd });
  running.push(child);
  return { child, cwd, ended };
};

const startReady = async (flags: readonly string[], cwd?: string) => {
  const started = start([...freePorts, ...flags], cwd);
  const [line] = await once(createInterface({ input: started.child.stdout }), 'line');
  return { ...started, line: String(line), ready: JSON.parse(String(line)) };
};

const stop = async ({ child, ended }: Pick<ReturnType<typeof start>, 'child' | 'ended'>) => {
  child.kill('SIGTERM');
  return ended;
};

it('prints one JSON line when all its ports answer', async () => {
  const bureau = await startReady(['--in-memory']);
  expect(bureau.ready).toEqual({
    ready: true,
    https: expect.stringMatching(/^https:\/\/(localhost|127\.0\.0\.1):\d+\/test\/v1$/),
    http: expect.stringMatching(/^http:\/\/(localhost|127\.0\.0\.1):\d+\/test\/v1$/),
    control: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+$/),
    controlToken: expect.stringMatching(/^\S{16,}$/),
  });
  expect((await fetch(`${bureau.ready.control}/readyz`)).status).toBe(200);
  expect((await fetch(bureau.ready.http, { method: 'POST' })).status).toBe(404);
  const { stdout, stderr } = await stop(bureau);
  expect(stdout).toBe(`${bureau.line}\n`);
  expect(stderr).not.toContain(bureau.ready.controlToken);
});

it('says in its ready line and its log how it is hostile, with the seed that replays it', async () => {
  const bureau = await startReady(['--in-memory', '--hostile', '--calm', 'http-form,spelling']);
  const { seed, behaviours } = bureau.ready.hostile;
  expect(Number.isInteger(seed)).toBe(true);
  expect(behaviours).toContain('member-order');
  expect(behaviours).not.toContain('spelling');
  const tenant = await fetch(`${bureau.ready.control}/control/v1/tenants/default`, {
    headers: { authorization: `Bearer ${bureau.ready.controlToken}` },
  });
  expect(await tenant.json()).toMatchObject({ settings: { hostile: { seed, calm: ['http-form', 'spelling'] } } });
  const { stderr } = await stop(bureau);
  expect(stderr).toContain(`"hostile":{"seed":${seed}`);
});

it('serves no plain HTTP when told so', async () => {
  const bureau = await startReady(['--in-memory', '--no-http']);
  expect(bureau.ready.http).toBe(null);
});

it.each([
  ['SIGTERM', 0],
  ['SIGINT', 130],
] as const)('closes in order at %s and ends with %i', async (signal, code) => {
  const bureau = await startReady(['--in-memory', '-q']);
  bureau.child.kill(signal);
  expect(await bureau.ended).toMatchObject({ code, stderr: '' });
});

it('writes the port file whole, for its owner only, and takes it away at the end', async () => {
  const bureau = await startReady(['--in-memory', '--port-file', 'ports.json']);
  const file = join(bureau.cwd, 'ports.json');
  expect(readFileSync(file, 'utf8')).toBe(`${bureau.line}\n`);
  expect(statSync(file).mode & 0o077).toBe(0);
  await stop(bureau);
  expect(readdirSync(bureau.cwd)).toEqual([]);
});

it('keeps its root in the data directory and nothing anywhere in memory', async () => {
  const rootOf = async (bureau: { ready: { control: string } }) =>
    (await fetch(`${bureau.ready.control}/control/v1/root.pem`)).text();
  const first = await startReady(['--data-dir', 'kept']);
  const root = await rootOf(first);
  await stop(first);
  expect(readFileSync(join(first.cwd, 'kept', 'tls', 'root.pem'), 'utf8')).toBe(root);
  const second = await startReady(['--data-dir', 'kept'], first.cwd);
  expect(await rootOf(second)).toBe(root);
  const third = await startReady(['--in-memory']);
  expect(await rootOf(third)).not.toBe(root);
  expect(existsSync(join(third.cwd, '.liandiao'))).toBe(false);
});

it.each([
  ['-q', []],
  ['-v', ['"readyMs"', '"the bureau is open"', '"the bureau is closed"']],
])('logs to standard error as much as %s says', async (flag, expected) => {
  const { stderr } = await stop(await startReady(['--in-memory', flag]));
  expect(expected.filter((words) => !stderr.includes(words))).toEqual([]);
  expect(stderr === '').toBe(flag === '-q');
});

it.each(['https', 'http', 'control'] as const)('ends with 3 when the port for %s is taken', async (which) => {
  const bureau = await startReady(['--in-memory']);
  const port = new URL(bureau.ready[which]).port;
  const flag = { https: '--port', http: '--http-port', control: '--control-port' }[which];
  const { code, stdout, stderr } = await start(['--in-memory', ...freePorts, flag, port]).ended;
  expect([code, stdout]).toEqual([3, '']);
  expect(stderr).toMatch(new RegExp(`^liandiao: port ${port} of 127.0.0.1 is taken by another program\\n.+${flag}`));
});

it.each([
  ['a data directory that is a file', ['--data-dir', 'file'], '--data-dir file'],
  ['registrations that cannot be read', ['--data-dir', 'kept'], 'registrations.json is no JSON'],
  ['a port file without its folder', ['--in-memory', '--port-file', 'no/where'], '--port-file no/where'],
  ['an address of another machine', ['--in-memory', '--host', '192.0.2.1'], '--host 192.0.2.1'],
])('ends with 2 for %s, without a stack trace', async (_what, flags, named) => {
  const cwd = mkdtempSync(join(tmpdir(), 'bureau-'));
  writeFileSync(join(cwd, 'file'), '');
  mkdirSync(join(cwd, 'kept'));
  writeFileSync(join(cwd, 'kept', 'registrations.json'), '{');
  const ports = named.startsWith('--host') ? ['--port', '0', '--control-port', '0'] : freePorts;
  const { code, stderr } = await start([...ports, ...flags], cwd).ended;
  expect([code, stderr.includes(named), /\n\s+at /.test(stderr)]).toEqual([2, true, false]);
});
