// Starts a bureau as a process of its own for one certification.
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import type { Timers } from '../system-clock.ts';
import { BureauFailure } from './control.ts';

export type SpawnedBureau = {
  readonly url: string;
  readonly token: string;
  /** Why it is gone and what it last said on standard error, when it ended by itself; null while it runs. */
  readonly obituary: () => string | null;
  readonly stop: () => Promise<void>;
};

/** For what the bureau has open when it is asked to end; after that it is ended outright. */
const stopMs = 2000;
const startUpMs = 30_000;
const complaintsKept = 2000;

type Ready = { readonly control: string; readonly controlToken: string };

const readReady = (line: string): Ready | null => {
  try {
    const { control, controlToken } = JSON.parse(line) as Partial<Ready>;
    return typeof control === 'string' && typeof controlToken === 'string' ? { control, controlToken } : null;
  } catch {
    return null;
  }
};

/** `command`: program and arguments; says `{"ready":true,"control":…,"controlToken":…}` on a line of standard output. */
export const spawnBureau = async (
  command: readonly string[],
  options: {
    readonly environment: Readonly<Record<string, string>>;
    readonly timers: Timers;
    /** Ends the wait for a bureau that is not ready yet. */
    readonly signal: AbortSignal;
  },
): Promise<SpawnedBureau> => {
  const [program = '', ...parameters] = command;
  const bureau = spawn(program, parameters, { stdio: ['ignore', 'pipe', 'pipe'], env: { ...options.environment } });
  let complaints = '';
  bureau.stderr.on('data', (chunk: Buffer) => {
    complaints = (complaints + chunk.toString()).slice(-complaintsKept);
  });
  const closed = new Promise<void>((resolve) => {
    bureau.once('close', () => resolve());
  });
  const { control, controlToken } = await new Promise<Ready>((resolve, reject) => {
    const fail = (why: string): void => {
      cancel();
      bureau.kill('SIGKILL');
      reject(new BureauFailure(`the bureau ${why}: ${complaints.trim()}`));
    };
    const cancel = options.timers.after(startUpMs, () => fail(`was not ready within ${startUpMs} ms`));
    const interrupt = () => fail('was interrupted before it was ready');
    options.signal.addEventListener('abort', interrupt);
    bureau.once('error', (error) => fail(`cannot be started (${error.message})`));
    bureau.once('close', () => fail('ended before it was ready'));
    createInterface(bureau.stdout).on('line', (line) => {
      const ready = readReady(line);
      if (!ready) return;
      cancel();
      options.signal.removeEventListener('abort', interrupt);
      resolve(ready);
    });
  });
  const isOver = () => bureau.exitCode !== null || bureau.signalCode !== null;
  return {
    url: control,
    token: controlToken,
    obituary: () =>
      isOver()
        ? `the bureau ended by itself (${bureau.signalCode ?? `exit code ${bureau.exitCode}`}): ${complaints.trim()}`
        : null,
    stop: async () => {
      if (isOver()) return;
      bureau.kill('SIGTERM');
      const cancel = options.timers.after(stopMs, () => bureau.kill('SIGKILL'));
      await closed;
      cancel();
    },
  };
};
