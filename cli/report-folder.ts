// The folder that takes the reports of a run: made and tried before anything runs, gone again when nothing comes of it.
import { existsSync, mkdirSync, mkdtempSync, rmdirSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { Refusal } from './refusal.ts';

export type ReportFolder = {
  readonly path: string;
  /** Removes what was made for it and is still empty. */
  readonly abandon: () => void;
};

/** What the file system said to a person's path, as a refusal. */
export const refuseFolder = (out: string, error: unknown): Refusal => {
  const why = (error as NodeJS.ErrnoException).code ?? String(error);
  return new Refusal(
    `--out ${out}: the reports cannot be written there (${why})`,
    'Name a folder that may be written.',
  );
};

/** Step by step: `recursive` never returns where a parent takes no folders, below /proc for instance. Gives those made. */
const makeFolders = (path: string, made: string[]): void => {
  if (existsSync(path)) return;
  makeFolders(dirname(path), made);
  mkdirSync(path);
  made.push(path);
};

/** `out` as given on the command line; refused when nothing can be written there. */
export const openReportFolder = (out: string): ReportFolder => {
  const path = resolve(out);
  const made: string[] = [];
  const abandon = (): void => {
    try {
      for (const folder of made.toReversed()) rmdirSync(folder);
    } catch {
      // Somebody else put something there meanwhile: it stays.
    }
  };
  try {
    makeFolders(path, made);
    rmdirSync(mkdtempSync(join(path, '.liandiao-')));
  } catch (error) {
    abandon();
    throw refuseFolder(out, error);
  }
  return { path, abandon };
};
