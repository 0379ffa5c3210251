// The bare process of a client: a shell of its own group, read and written as text, ended with all it started itself.
import { type ChildProcess, spawn } from 'node:child_process';
import type { Timers } from '../system-clock.ts';
import { killProcessGroup } from './system-process-group.ts';

export type Child = {
  readonly write: (text: string) => void;
  readonly closeInput: () => void;
  /** SIGKILL to it and to what it started. */
  readonly kill: () => void;
  /** Resolves with why it ended, once its output is read to the end. */
  readonly ended: Promise<string>;
};

/** Between the end of a process and the end of its output, which a stranger may hold open. */
const lastWordsMs = 500;
const complaintsKept = 500;

const awaitClose = (child: ChildProcess, options: { readonly kill: () => void; readonly timers: Timers }) =>
  new Promise<void>((resolve) => {
    child.once('exit', () => {
      options.kill();
      const cancel = options.timers.after(lastWordsMs, () => {
        child.stdout?.destroy();
        child.stderr?.destroy();
      });
      child.once('close', () => {
        cancel();
        resolve();
      });
    });
  });

/** `command` is a whole line of shell (`cd app && FLAG=1 ./client`); `hear` gets standard output as it comes. */
export const startChild = (
  command: string,
  options: { readonly environment: Readonly<Record<string, string>>; readonly timers: Timers },
  hear: (chunk: string) => void,
): Child => {
  const child = spawn('/bin/sh', ['-c', command], {
    stdio: ['pipe', 'pipe', 'pipe'],
    env: { ...options.environment },
    detached: true,
  });
  // Once the whole group is gone its number may be another's.
  let over = false;
  const kill = () => {
    if (child.pid !== undefined && !over) killProcessGroup(child.pid);
  };
  child.once('close', () => {
    over = true;
  });
  let complaints = '';
  child.stdout.setEncoding('utf8').on('data', hear);
  child.stderr.on('data', (chunk: Buffer) => {
    complaints = (complaints + chunk.toString()).slice(-complaintsKept);
  });
  // EPIPE: the end of the process tells of itself.
  child.stdin.on('error', () => undefined);
  const impossible = new Promise<string>((resolve) => {
    child.once('error', (error) => resolve(`the client cannot be started: ${error.message}`));
  });
  const closed = awaitClose(child, { kill, timers: options.timers }).then(() => {
    const said = complaints.trim() ? `; its last words on standard error: ${complaints.trim()}` : '';
    return `the client's process ended (${child.signalCode ?? `exit code ${child.exitCode}`})${said}`;
  });
  // What all sessions say in one turn leaves in one piece: each piece wakes the client, and costs as much as saying it.
  let unsaid = '';
  const sayAll = (): void => {
    if (unsaid !== '') child.stdin.write(unsaid);
    unsaid = '';
  };
  return {
    write: (text) => {
      if (unsaid === '') setImmediate(sayAll);
      unsaid += text;
    },
    closeInput: () => {
      sayAll();
      child.stdin.end();
    },
    kill,
    ended: Promise.race([impossible, closed]),
  };
};
