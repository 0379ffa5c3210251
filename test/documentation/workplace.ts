// A folder that looks like the checkout to npm and its commands, so that what an example writes lies nowhere else.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { root } from './documents.ts';

export type Shell = {
  readonly folder: string;
  readonly write: (name: string, content: string) => void;
  /** Runs the text as it stands; `env` beside the environment of the test. */
  readonly run: (
    script: string,
    env?: Readonly<Record<string, string>>,
  ) => Promise<{ readonly code: number | null; readonly stdout: string; readonly stderr: string }>;
  /** The same without waiting; to be ended by `end`, with all that it started. */
  readonly start: (script: string, env?: Readonly<Record<string, string>>) => ReturnType<typeof spawn>;
  readonly end: (child: ReturnType<typeof spawn>) => Promise<void>;
  readonly remove: () => void;
};

export const openWorkplace = (): Shell => {
  const folder = mkdtempSync(join(tmpdir(), 'liandiao-documents-'));
  cpSync(join(root, 'package.json'), join(folder, 'package.json'));
  for (const name of ['node_modules', 'cli', 'examples']) symlinkSync(join(root, name), join(folder, name));
  const start: Shell['start'] = (script, env = {}) =>
    spawn('bash', ['-c', script], { cwd: folder, env: { ...process.env, ...env }, detached: true });
  return {
    folder,
    write: (name, content) => writeFileSync(join(folder, name), content),
    start,
    run: async (script, env) => {
      const child = start(script, env);
      const { stdout: said, stderr: complained } = child;
      if (!said || !complained) throw new Error('both are pipes');
      const [stdout, stderr] = await Promise.all([text(said), text(complained), once(child, 'close')]);
      return { code: child.exitCode, stdout, stderr };
    },
    end: async (child) => {
      const closed = once(child, 'close');
      // The whole group: npm, its shell, and the command.
      if (child.pid !== undefined) process.kill(-child.pid, 'SIGTERM');
      await closed;
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
};
