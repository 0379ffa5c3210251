// A command of ours as a process of its own: what it said, and how it ended.
import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

const entry = fileURLToPath(new URL('../../cli/start.js', import.meta.url));

export type Surroundings = { readonly cwd: string; readonly env?: Readonly<Record<string, string | undefined>> };
/** `code` is the exit code, or the signal that ended it. */
export type Done = { readonly code: number | string; readonly stdout: string; readonly stderr: string };
export type Started = { readonly child: ChildProcessWithoutNullStreams; readonly ended: Promise<Done> };

/** Nothing of the environment but `PATH` and what is given. */
export const startProcess = (args: readonly string[], { cwd, env = {} }: Surroundings): Started => {
  const child = spawn(process.execPath, [entry, ...args], { cwd, env: { PATH: process.env['PATH'], ...env } });
  const said = { stdout: '', stderr: '' };
  child.stdout.on('data', (chunk) => {
    said.stdout += chunk;
  });
  child.stderr.on('data', (chunk) => {
    said.stderr += chunk;
  });
  return { child, ended: once(child, 'close').then(([code, signal]) => ({ code: code ?? signal, ...said })) };
};

export const runProcess = (args: readonly string[], surroundings: Surroundings): Promise<Done> =>
  startProcess(args, surroundings).ended;
