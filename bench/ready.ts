// How long the bureau takes from the start of its process to its line `{"ready":…}`, with its root certificate already made.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { type Figure, figureOf } from './median.ts';

const startOnce = async (dataDir: string): Promise<number> => {
  const begun = performance.now();
  const bureau = spawn(
    process.execPath,
    ['cli/start.js', 'bureau', '--port', '0', '--http-port', '0', '--control-port', '0', '--data-dir', dataDir],
    { stdio: ['ignore', 'pipe', 'ignore'] },
  );
  const [line] = (await once(createInterface(bureau.stdout), 'line')) as [string];
  const tookMs = performance.now() - begun;
  if (!line.startsWith('{"ready"')) throw new Error(`the bureau said ${line.slice(0, 80)}`);
  bureau.kill('SIGTERM');
  await once(bureau, 'exit');
  return tookMs;
};

/** The first start makes root and compile cache and is not counted. */
export const measureReady = async (options: { readonly runs: number }): Promise<Figure> => {
  const dataDir = mkdtempSync(join(tmpdir(), 'liandiao-bench-'));
  try {
    await startOnce(dataDir);
    const measured: number[] = [];
    for (let run = 0; run < options.runs; run += 1) measured.push(await startOnce(dataDir));
    return figureOf(measured);
  } finally {
    rmSync(dataDir, { recursive: true, force: true });
  }
};
