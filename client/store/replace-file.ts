// A file that is replaced as a whole: a kill leaves the old one or the new one, never half, and the disk has it.
import { type FileHandle, mkdir, open, readFile, rename } from 'node:fs/promises';
import { dirname } from 'node:path';

export const isMissing = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'ENOENT';

/** Null where there is no such file. */
export const readIfThere = async (path: string): Promise<string | null> => {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if (isMissing(error)) return null;
    throw error;
  }
};

/** A file that is new, or bears another name, is on the disk when its folder is. */
export const flushFolderOf = async (path: string): Promise<void> => {
  const folder = await open(dirname(path), 'r');
  await folder.sync().finally(() => folder.close());
};

/** The folder is there but for the first time. */
const openIn = async (folder: string, draft: string): Promise<FileHandle> => {
  try {
    return await open(draft, 'w', 0o600);
  } catch (error) {
    if (!isMissing(error)) throw error;
    await mkdir(folder, { recursive: true });
    return open(draft, 'w', 0o600);
  }
};

/** Writes a draft beside it, flushes it and renames it over; its folder is made when it is missing. */
export const replaceFile = async (path: string, text: string): Promise<void> => {
  const folder = dirname(path);
  const draft = `${path}.draft`;
  const handle = await openIn(folder, draft);
  try {
    await handle.writeFile(text, 'utf8');
    await handle.sync();
  } finally {
    await handle.close();
  }
  await rename(draft, path);
  await flushFolderOf(path);
};
