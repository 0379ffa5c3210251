// The TypeScript examples as files of this package, where `liandiao/…` means its sources: checked as strictly as ours, and run.
import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { type Result, runAsOthers } from '../testing/as-others/run-as-others.ts';
import { root } from './documents.ts';

const execute = promisify(execFile);

export type Checkout = {
  readonly write: (name: string, content: string) => void;
  /** Empty when the compiler has nothing to say. */
  readonly typeCheck: () => Promise<string>;
  /** What a script prints. */
  readonly runScript: (name: string) => Promise<string>;
  /** All files that end in `.example.ts`. */
  readonly runTests: () => Promise<readonly Result[]>;
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
  return {
    write,
    typeCheck: async () => (await node('node_modules/typescript/bin/tsc', '-p', folder)).stdout,
    runScript: async (name) => {
      const { stdout, stderr } = await node('--conditions=liandiao-source', join(folder, name));
      return stdout + stderr;
    },
    runTests: () => runAsOthers(folder),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
};
