// The certify command as a process: refusals of flags, --json, and its end when it is told to stop.
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

let scratch: string;
beforeEach(() => {
  scratch = mkdtempSync(join(tmpdir(), 'liandiao-certify-'));
  mkdirSync(join(scratch, 'tmp'));
});
afterEach(() => rmSync(scratch, { recursive: true }));

const reference = 'node client/driver/start.js';
const commandLine = (...flags: string[]) => ['cli/start.js', 'certify', '--out', join(scratch, 'report'), ...flags];
const environment = () => ({ PATH: process.env['PATH'] ?? '', TMPDIR: join(scratch, 'tmp') });
const certify = (...flags: string[]) =>
  spawnSync(process.execPath, commandLine(...flags), { encoding: 'utf8', env: environment() });

describe('refuses, and writes nothing', () => {
  it.each([
    [[], '--client is missing'],
    [['--client', reference, '--known-failures', '/nowhere.yaml'], 'it cannot be read (ENOENT)'],
    [['--client', reference, '--certificate-key', '/nowhere.pem'], 'it cannot be read (ENOENT)'],
    [['--client', reference, '--certificate-days', '0'], 'a whole number from 1 to 3650'],
    [['--explain', 'no-such'], '--explain no-such: no scenario and no check has this id'],
    [['--client', ' '], '--client is empty'],
    [['--client', reference, '--only', ''], 'a glob over ids is needed'],
    [['--client', reference, '--seed', '-1'], 'a seed is a whole number from 0 to'],
    [['--client', reference, '--calm', 'member-odor'], 'names of member-order, '],
    [['--client', reference, '--clock', 'sundial'], 'Allowed choices are virtual, real'],
    [['--client', reference, '--scenarios', '/nowhere'], 'there is no such folder'],
    [['--client', reference, '--colour'], "unknown option '--colour'"],
  ])('%j: %s', (flags, words) => {
    const { status, stderr, stdout } = certify(...flags);
    expect([status, stdout]).toEqual([2, '']);
    expect(stderr).toContain(words);
    expect(stderr).not.toMatch(/^\s+at /m);
    expect(readdirSync(scratch)).toEqual(['tmp']);
  });

  it.each([
    ['file/report', 'ENOTDIR'],
    ['/proc/report', 'ENOENT'],
  ])('a folder it cannot make: %s', (out, why) => {
    writeFileSync(join(scratch, 'file'), '');
    const { status, stderr } = certify('--client', reference, '--out', resolve(scratch, out));
    expect([status, stderr]).toEqual([2, expect.stringContaining(`the reports cannot be written there (${why})`)]);
  });
});

it('is inconclusive when nothing was to be executed: exit 5, and nothing is written', () => {
  const { status, stderr } = certify('--client', reference, '--only', 'no-such/*');
  expect([status, stderr]).toEqual([5, expect.stringContaining('--only no-such/*: no scenario has such an id')]);
  expect(readdirSync(scratch)).toEqual(['tmp']);
});

it('leaves out with a real clock what takes days', () => {
  const { status, stdout } = certify('--client', reference, '--clock', 'real', '--only', 'red/sheet-expires-72h');
  expect([status, stdout]).toEqual([5, expect.stringContaining('nothing was executed')]);
});

it('is inconclusive when nothing was executed: exit 5', () => {
  const hello = { type: 'hello', name: 'a', version: '1', language: 'b', capabilities: ['core'], clock: 'virtual' };
  const client = `read line; echo '${JSON.stringify(hello)}'; cat >/dev/null`;
  const { status, stdout } = certify('--client', client, '--only', 'restart/*');
  expect([status, stdout]).toEqual([5, expect.stringContaining('nothing was executed')]);
});

it('prints result.json on standard output with --json, and everything else on standard error', () => {
  const { status, stdout, stderr } = certify('--client', reference, '--only', 'first-contact/happy-path', '--json');
  expect(status).toBe(0);
  expect(JSON.parse(stdout)).toEqual(JSON.parse(readFileSync(join(scratch, 'report', 'result.json'), 'utf8')));
  expect(stderr).toMatch(/1 passed, 0 failed\n$/);
  expect(readdirSync(join(scratch, 'report')).sort()).toEqual([
    'junit.xml',
    'report.html',
    'result.json',
    'transcript.ndjson',
  ]);
});

it('says that it was on the real clock', () => {
  const { status, stdout } = certify(
    '--client',
    reference,
    '--clock',
    'real',
    '--only',
    'first-contact/happy-path',
    '--json',
  );
  expect([status, JSON.parse(stdout)]).toEqual([0, expect.objectContaining({ clock: 'real', conformant: true })]);
  expect(readFileSync(join(scratch, 'report', 'report.html'), 'utf8')).toContain('real');
});

const commandsBelow = (folder: string): string[] =>
  readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((pid) => {
      try {
        return readFileSync(`/proc/${pid}/environ`, 'utf8').includes(folder) ? [pid] : [];
      } catch {
        return [];
      }
    });

it.each([
  ['SIGTERM', 143],
  ['SIGINT', 130],
] as const)('ends within seconds of %s with exit code %i and leaves nothing behind', async (signal, code) => {
  const kit = spawn(process.execPath, commandLine('--client', reference, '--clock', 'real'), { env: environment() });
  await once(kit.stderr, 'data');
  const toldMs = performance.now();
  kit.kill(signal);
  const [status] = await once(kit, 'exit');
  expect(status).toBe(code);
  expect(performance.now() - toldMs).toBeLessThan(5000);
  expect(readdirSync(scratch)).toEqual(['tmp']);
  expect(readdirSync(join(scratch, 'tmp')).filter((name) => name.startsWith('liandiao-'))).toEqual([]);
  await expect.poll(() => commandsBelow(scratch)).toEqual([]);
});
