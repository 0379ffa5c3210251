// Writes the four reports into a folder: each whole or not at all.
import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { digestOf } from '../wire/digest.ts';
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

/** transcript.ndjson, junit.xml, report.html, result.json as texts; all but the first masked (V-3). */
export const reportsOf = (run: SuiteRun): Readonly<Record<string, string>> => {
  const masked = maskRun(run);
  const transcript = writeTranscript(run);
  return {
    'transcript.ndjson': transcript,
    'junit.xml': writeJunit(masked),
    'report.html': writeHtml(masked),
    'result.json': `${JSON.stringify({ ...resultOf(masked), evidence: { transcriptSm3: digestOf(transcript) } }, null, 2)}\n`,
  };
};

/** Into `outDir`, which is made when missing; gives what was written by its name. */
export const writeReports = async (outDir: string, run: SuiteRun): Promise<Readonly<Record<string, string>>> => {
  await mkdir(outDir, { recursive: true });
  const reports = reportsOf(run);
  for (const [name, text] of Object.entries(reports)) await replaceFile(join(outDir, name), text);
  return reports;
};
