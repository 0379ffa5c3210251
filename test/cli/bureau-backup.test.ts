// `liandiao bureau backup|restore` as processes beside a bureau that runs, and after it was stopped.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

const entry = fileURLToPath(new URL('../../cli/start.js', import.meta.url));
const cwd = mkdtempSync(join(tmpdir(), 'backup-'));

const start = (args: readonly string[]) =>
  spawn(process.execPath, [entry, 'bureau', ...args], { cwd, env: { PATH: process.env['PATH'] } });

const run = async (...args: readonly string[]) => {
  const child = start(args);
  const said = { stdout: '', stderr: '' };
  child.stdout.on('data', (chunk) => {
    said.stdout += chunk;
  });
  child.stderr.on('data', (chunk) => {
    said.stderr += chunk;
  });
  const [code] = await once(child, 'close');
  return { code, ...said };
};

it('backs up a running bureau, and restores it only when it is stopped', async () => {
  const bureau = start(['--data-dir', 'data', '--port', '0', '--no-http', '--control-port', '0', '-q']);
  await once(createInterface({ input: bureau.stdout }), 'line');
  const copied = await run('backup', 'copy', '--data-dir', 'data');
  expect(copied).toMatchObject({
    code: 0,
    stdout: expect.stringMatching(/^copy: \d+ files of data, as of .+\+08:00\n$/),
  });
  const refused = await run('restore', 'copy', '--data-dir', 'data');
  expect([refused.code, refused.stdout]).toEqual([2, '']);
  expect(refused.stderr).toMatch(/default\.sqlite is in use: a bureau is running on it\n {2}Stop that bureau first\./);
  bureau.kill('SIGTERM');
  await once(bureau, 'close');
  const restored = await run('restore', 'copy', '--data-dir', 'data');
  expect(restored.stdout).toMatch(/^data: as it was at .+\nwhat was there before is in .+data\.before-restore-\d+\n$/);
  expect(readdirSync(join(cwd, 'data')).sort()).toEqual(['default.sqlite', 'tls']);
});

it.each([
  ['backup', 'copy', 'holds no books of a bureau'],
  ['restore', 'nowhere', 'is no backup'],
])('ends with 2 when there is nothing to %s', async (command, folder, words) => {
  const { code, stderr } = await run(command, `${folder}-2`, '--data-dir', 'nothing');
  expect([code, stderr.includes(words)]).toEqual([2, true]);
});
