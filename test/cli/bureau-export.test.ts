// `liandiao bureau export` as a process beside a running bureau.
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Bureau, createBureau } from '../../simulator/bureau.ts';
import { runProcess } from './run-process.ts';

const cwd = mkdtempSync(join(tmpdir(), 'export-'));
let bureau: Bureau;
beforeAll(async () => {
  bureau = await createBureau({ port: 0, controlPort: 0 });
  const arrival = { method: 'POST', path: '/test/v1/quota.query', contentType: null, tooLarge: false, connection: 1 };
  const visit = {
    ...arrival,
    secure: true,
    body: Buffer.from('{"appId":"nobody"}'),
    left: new AbortController().signal,
  };
  (await bureau.tenant('default')?.receive(visit))?.finished(true);
});
afterAll(() => bureau.close());

const run = (args: readonly string[], changed: Record<string, string> = {}) => {
  const { url, token } = bureau.control;
  const env = { LIANDIAO_CONTROL: url, LIANDIAO_CONTROL_TOKEN: token, ...changed };
  return runProcess(['bureau', 'export', ...args], { cwd, env });
};

it.each([
  ['masked', []],
  ['plain', ['--plain']],
])('writes the journal, %s, into a file for its owner only', async (shown, flags) => {
  const file = `${shown}.ndjson`;
  const done = await run(['--out', file, ...flags]);
  expect(done).toEqual({
    code: 0,
    stdout: `${file}: 1 exchanges and 0 changes, tax numbers and amounts ${shown}\n`,
    stderr: '',
  });
  const lines = readFileSync(join(cwd, file), 'utf8').trimEnd().split('\n');
  expect(lines.map((line) => JSON.parse(line))).toMatchObject([
    { kind: 'exchange', decided: { returnCode: '1002' } },
    { kind: 'end', shown, exchanges: 1 },
  ]);
  expect(statSync(join(cwd, file)).mode & 0o777).toBe(0o600);
});

it.each(['csv', 'excel'])('writes the journal as %s, of a time', async (format) => {
  const file = `journal-${format}.csv`;
  const done = await run(['--out', file, '--format', format, '--from', '2020-01-01', '--to', '2199-12-31']);
  expect(done).toMatchObject({ code: 0, stdout: expect.stringContaining('1 exchanges and 0 changes') });
  expect(readFileSync(join(cwd, file), 'utf8')).toMatch(/^\uFEFF?at 时间,.*\r\n.*,exchange,1,.*\r\n,end,/s);
  const early = await run(['--out', file, '--format', format, '--to', '2020-01-01T00:00:00.000+08:00']);
  expect(early).toMatchObject({ code: 0, stdout: expect.stringContaining('0 exchanges and 0 changes') });
});

it.each([
  ['a format that is none', ['--out', 'a.ndjson', '--format', 'xls'], {}, /ndjson, csv, excel/],
  ['a day that is none', ['--out', 'a.ndjson', '--from', '2026-02-30'], {}, /\?from= is no day and no instant/],
  ['no file', [], {}, /--out/],
  [
    'a directory that is not there',
    ['--out', 'nowhere/a.ndjson'],
    {},
    /--out nowhere\/a\.ndjson: it cannot be written \(ENOENT\)/,
  ],
  ['an unknown tenant', ['--out', 'a.ndjson', '--tenant', 'nobody'], {}, /there is no tenant "nobody"/],
  ['no token', ['--out', 'a.ndjson'], { LIANDIAO_CONTROL_TOKEN: '' }, /no control token/],
])('ends with 2 for %s', async (_what, args, changed, words) => {
  const { code, stdout, stderr } = await run(args, changed);
  expect([code, stdout]).toEqual([2, '']);
  expect(stderr).toMatch(words);
  expect(stderr).not.toMatch(/\n\s+at /);
});

it('keeps nothing of an export that broke off', async () => {
  const server = createServer((_request, response) => void response.end('{"kind":"exchange"}\n'));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const { code, stderr } = await run(['--out', 'broken.ndjson', '--control', `http://127.0.0.1:${port}`]);
  server.close();
  expect([code, existsSync(join(cwd, 'broken.ndjson'))]).toEqual([2, false]);
  expect(stderr).toContain('broke off before its last line');
  expect(readdirSync(cwd).filter((name) => name.endsWith('.new'))).toEqual([]);
});
