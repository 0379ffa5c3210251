// Lawful clients of another make than the reference one: certified over all scenarios, they must pass.
import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, it } from 'vitest';

const root = fileURLToPath(new URL('../..', import.meta.url));
const out = mkdtempSync(join(tmpdir(), 'liandiao-lawful-'));
afterAll(() => rmSync(out, { recursive: true, force: true }));

type Result = {
  readonly conformant: boolean;
  readonly scenarios: readonly { readonly checks: readonly { readonly id: string; readonly verdict: string }[] }[];
};

/** With a fixed seed; a client that fails makes the command exit with 4, which is not an error here. */
const certify = (name: string): Promise<Result> =>
  new Promise((resolve, reject) => {
    const flags = ['--out', join(out, name), '--seed', '7', '--json', '--quiet'];
    const command = ['cli/start.js', 'certify', '--client', `node test/lawful-clients/${name}.ts`, ...flags];
    execFile(process.execPath, command, { cwd: root, maxBuffer: 64 * 1024 * 1024 }, (_error, stdout, stderr) => {
      if (stdout === '') reject(new Error(stderr));
      else resolve(JSON.parse(stdout) as Result);
    });
  });

const failedChecks = (result: Result): string[] => {
  const failed = result.scenarios.flatMap(({ checks }) => checks.filter(({ verdict }) => verdict === 'fail'));
  return [...new Set(failed.map(({ id }) => id))].sort();
};

it.each(['lawful', 'lawful-by-news'])('passes the client %s', async (name) => {
  const result = await certify(name);
  expect([result.conformant, failedChecks(result)]).toEqual([true, []]);
});
