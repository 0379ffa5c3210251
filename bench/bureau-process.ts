// A bureau in a process of its own, on free ports, for whoever measures or troubles it.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';

export type BureauProcess = {
  readonly pid: number;
  /** The ready line: addresses, `http` of the demonstration tenant among them, and the control token. */
  readonly ready: {
    readonly http: string;
    readonly https: string;
    readonly control: string;
    readonly controlToken: string;
  };
  /** From the start of the process to its ready line. */
  readonly readyMs: number;
  /** Its log so far. */
  readonly said: () => string;
  /** How it ended; null while it runs. */
  readonly end: () => string | number | null;
  /** Sends the signal; resolves when the process is gone. */
  readonly stop: (signal: 'SIGTERM' | 'SIGKILL') => Promise<void>;
  /** SIGKILL without waiting, for the end of this process. */
  readonly abandon: () => void;
};

/** One that the hostile visitors know beforehand. */
export const controlToken = 'the-control-token-of-benches';

const endOf = ({ exitCode, signalCode }: ChildProcess): string | number | null => signalCode ?? exitCode;

const ended = async (child: ChildProcess): Promise<void> => {
  if (endOf(child) === null) await once(child, 'exit');
};

/** `flags` beside the ports. Rejects with what it said when it ends before it is ready. */
export const startBureau = async (...flags: readonly string[]): Promise<BureauProcess> => {
  const begun = performance.now();
  const ports = ['--port', '0', '--http-port', '0', '--control-port', '0'];
  const child = spawn(process.execPath, ['cli/start.js', 'bureau', '--quiet', ...ports, ...flags], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, LIANDIAO_CONTROL_TOKEN: controlToken },
  });
  let said = '';
  child.stderr.on('data', (chunk: Buffer) => {
    said += chunk.toString();
  });
  const line = await Promise.race([
    once(createInterface(child.stdout), 'line').then(([text]) => String(text)),
    ended(child).then(() => Promise.reject(new Error(`the bureau ended before it was ready: ${said}`))),
  ]);
  return {
    pid: child.pid ?? 0,
    ready: JSON.parse(line) as BureauProcess['ready'],
    readyMs: performance.now() - begun,
    said: () => said,
    end: () => endOf(child),
    stop: async (signal) => {
      child.kill(signal);
      await ended(child);
    },
    abandon: () => void child.kill('SIGKILL'),
  };
};
