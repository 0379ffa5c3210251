// Runs the tests of a folder in a vitest of their own, and tells what became of each.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export type Result = {
  readonly title: string;
  readonly status: string;
  readonly failureMessages: readonly string[];
};

type JsonReport = { readonly testResults: readonly { readonly assertionResults: readonly Result[] }[] };

const vitest = fileURLToPath(new URL('../../../node_modules/vitest/vitest.mjs', import.meta.url));
const config = fileURLToPath(new URL('vitest.config.ts', import.meta.url));

export const runAsOthers = async (folder: string): Promise<readonly Result[]> => {
  const away = mkdtempSync(join(tmpdir(), 'liandiao-report-'));
  const report = join(away, 'report.json');
  const output = ['--reporter=json', `--outputFile=${report}`];
  const child = spawn(process.execPath, [vitest, 'run', '--root', folder, '--config', config, ...output], {
    stdio: 'ignore',
  });
  await once(child, 'exit');
  const { testResults } = JSON.parse(readFileSync(report, 'utf8')) as JsonReport;
  rmSync(away, { recursive: true });
  return testResults
    .flatMap(({ assertionResults }) => assertionResults)
    .map(({ title, status, failureMessages }) => ({ title, status, failureMessages }));
};
