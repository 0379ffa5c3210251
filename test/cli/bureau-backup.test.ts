// `liandiao bureau backup|restore` as processes beside a bureau that runs, and after it was stopped.
import { once } from 'node:events';
import { mkdtempSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { expect, it } from 'vitest';
import { runProcess, startProcess } from './run-process.ts';

const cwd = mkdtempSync(join(tmpdir(), 'backup-'));

const run = (...args: readonly string[]) => runProcess(['bureau', ...args], { cwd });

it('backs up a running bureau, and restores it only when it is stopped', async () => {
  const { child: bureau } = startProcess(
    ['bureau', '--data-dir', 'data', '--port', '0', '--no-http', '--control-port', '0', '-q'],
    { cwd },
  );
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
