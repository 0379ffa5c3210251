// A bureau on a data directory of its own, in a process that can be killed outright.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';

export type BureauProcess = {
  /** Plain HTTP of the demonstration tenant, `…/test/v1`. */
  readonly baseUrl: string;
  readonly control: { readonly url: string; readonly token: string };
  /** From the start of the process to its ready line. */
  readonly readyMs: number;
  /** SIGKILL; resolves when the process is gone. */
  readonly kill: () => Promise<void>;
  /** SIGKILL without waiting, for the end of this process. */
  readonly abandon: () => void;
};

type Ready = { readonly http: string; readonly control: string; readonly controlToken: string };

const ended = async (child: ChildProcess): Promise<void> => {
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
};

/** Rejects with what it said when it ends before it is ready. */
export const startBureau = async (dataDir: string, durability: string): Promise<BureauProcess> => {
  const begun = performance.now();
  const ports = ['--port', '0', '--http-port', '0', '--control-port', '0'];
  const child = spawn(
    process.execPath,
    ['cli/start.js', 'bureau', '--data-dir', dataDir, '--durability', durability, '--quiet', ...ports],
    { stdio: ['ignore', 'pipe', 'pipe'] },
  );
  let said = '';
  child.stderr.on('data', (chunk: Buffer) => {
    said += chunk.toString();
  });
  const lines = createInterface(child.stdout);
  const line = await Promise.race([
    once(lines, 'line').then(([text]) => String(text)),
    ended(child).then(() => Promise.reject(new Error(`the bureau ended before it was ready: ${said}`))),
  ]);
  const readyMs = performance.now() - begun;
  const { http, control, controlToken } = JSON.parse(line) as Ready;
  const kill = async (): Promise<void> => {
    child.kill('SIGKILL');
    await ended(child);
  };
  return {
    baseUrl: http,
    control: { url: control, token: controlToken },
    readyMs,
    kill,
    abandon: () => void child.kill('SIGKILL'),
  };
};
