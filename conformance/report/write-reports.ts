// Writes the four reports into a folder: each whole or not at all.
import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { writeHtml } from './html/page.ts';
import { writeJunit } from './junit.ts';
import { maskRun } from './mask.ts';
import { resultOf } from './result.ts';
import type { SuiteRun } from './suite-run.ts';
import { writeTranscript } from './transcript.ts';

const replaceFile = async (path: string, text: string): Promise<void> => {
  const draft = `${path}.part`;
  try {
    await writeFile(draft, text);
    await rename(draft, path);
  } catch (error) {
    await rm(draft, { force: true });
    throw error;
  }
};

/** report.html, junit.xml, result.json, transcript.ndjson in `outDir`, which is made when missing; all but the last masked (V-3). */
export const writeReports = async (outDir: string, run: SuiteRun): Promise<void> => {
  await mkdir(outDir, { recursive: true });
  const masked = maskRun(run);
  const files = {
    'transcript.ndjson': writeTranscript(run),
    'junit.xml': writeJunit(masked),
    'report.html': writeHtml(masked),
    'result.json': `${JSON.stringify(resultOf(masked), null, 2)}\n`,
  };
  for (const [name, text] of Object.entries(files)) await replaceFile(join(outDir, name), text);
};
