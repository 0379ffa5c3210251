// Starts a bureau as a process of its own for one certification.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { BureauFailure } from './control.ts';

export type SpawnedBureau = {
  readonly url: string;
  readonly token: string;
  /** Why it is gone and what it last said on standard error, when it ended by itself; null while it runs. */
  readonly obituary: () => string | null;
  readonly stop: () => Promise<void>;
};

/** `command`: program and arguments; its first line on standard output is `{"ready":true,"control":…,"controlToken":…}`. */
export const spawnBureau = async (
  command: readonly string[],
  environment: Readonly<Record<string, string>>,
): Promise<SpawnedBureau> => {
  const [program = '', ...parameters] = command;
  const bureau = spawn(program, parameters, { stdio: ['ignore', 'pipe', 'pipe'], env: { ...environment } });
  let complaints = '';
  bureau.stderr.on('data', (chunk: Buffer) => {
    complaints = (complaints + chunk.toString()).slice(-2000);
  });
  const ended = once(bureau, 'exit');
  const died = ended.then(() => {
    throw new BureauFailure(`the bureau ended before it was ready: ${complaints.trim()}`);
  });
  died.catch(() => undefined);
  const [line] = (await Promise.race([once(createInterface(bureau.stdout), 'line'), died])) as [string];
  const ready = JSON.parse(line) as { readonly control: string; readonly controlToken: string };
  return {
    url: ready.control,
    token: ready.controlToken,
    obituary: () =>
      bureau.exitCode === null && bureau.signalCode === null
        ? null
        : `the bureau ended by itself (${bureau.signalCode ?? `exit code ${bureau.exitCode}`}): ${complaints.trim()}`,
    stop: async () => {
      if (bureau.exitCode !== null || bureau.signalCode !== null) return;
      bureau.kill('SIGTERM');
      await ended;
    },
  };
};
