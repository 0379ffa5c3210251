// The TypeScript examples as files of this package, where `liandiao/…` means its sources: checked as strictly as ours, and run.
import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { root } from './documents.ts';

const execute = promisify(execFile);

export type Checkout = {
  readonly write: (name: string, content: string) => void;
  /** Empty when the compiler has nothing to say. */
  readonly typeCheck: () => Promise<string>;
  /** What a script prints. */
  readonly runScript: (name: string) => Promise<string>;
  /** Titles and states of the tests in all files that end in `.test.ts`. */
  readonly runTests: () => Promise<readonly { readonly title: string; readonly status: string }[]>;
  readonly remove: () => void;
};

/** Nobody's business but the test's: ignored by Git, and by `**` of the compiler and the linter. */
const hidden = join(root, '.documentation');

const node = (...args: readonly string[]) =>
  execute(process.execPath, args, { cwd: root }).catch((error: { stdout: string; stderr: string }) => error);

export const openCheckout = (): Checkout => {
  mkdirSync(hidden, { recursive: true });
  const folder = mkdtempSync(join(hidden, 'run-'));
  const write: Checkout['write'] = (name, content) => writeFileSync(join(folder, name), content);
  write('tsconfig.json', JSON.stringify({ extends: '../../tsconfig.json', include: ['*.ts'], exclude: [] }));
  write(
    'vitest.config.mjs',
    `export default {
      root: ${JSON.stringify(folder)},
      ssr: { resolve: { conditions: ['liandiao-source', 'module', 'node', 'development'] } },
      test: { include: ['*.test.ts'] },
    };`,
  );
  return {
    write,
    typeCheck: async () => (await node('node_modules/typescript/bin/tsc', '-p', folder)).stdout,
    runScript: async (name) => {
      const { stdout, stderr } = await node('--conditions=liandiao-source', join(folder, name));
      return stdout + stderr;
    },
    runTests: async () => {
      const report = join(folder, 'report.json');
      const config = ['--config', join(folder, 'vitest.config.mjs')];
      const output = ['--reporter=json', `--outputFile=${report}`];
      await node('node_modules/vitest/vitest.mjs', 'run', ...config, ...output);
      const { testResults } = JSON.parse(readFileSync(report, 'utf8')) as {
        readonly testResults: readonly { assertionResults: { title: string; status: string }[] }[];
      };
      return testResults.flatMap(({ assertionResults }) =>
        assertionResults.map(({ title, status }) => ({ title, status })),
      );
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
};
