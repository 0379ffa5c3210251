// How long the bureau takes from the start of its process to its line `{"ready":…}`, with its root certificate already made.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startBureau } from './bureau-process.ts';
import { type Figure, figureOf } from './median.ts';

const startOnce = async (dataDir: string): Promise<number> => {
  const bureau = await startBureau('--data-dir', dataDir);
  await bureau.stop('SIGTERM');
  return bureau.readyMs;
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
