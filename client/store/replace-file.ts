// A file that is replaced as a whole: a kill leaves the old one or the new one, never half, and the disk has it.
import { type FileHandle, mkdir, open, readFile, rename } from 'node:fs/promises';
import { dirname } from 'node:path';

export const isMissing = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'ENOENT';

/** Hexadecimal: order numbers differ by case, and not every file system does. */
export const fileNameOf = (key: string): string => Buffer.from(key, 'utf8').toString('hex');

/** Null where there is no such file. */
export const readIfThere = async (path: string): Promise<string | null> => {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if (isMissing(error)) return null;
    throw error;
  }
};

const flush = async (path: string): Promise<void> => {
  const handle = await open(path, 'r');
  await handle.sync().finally(() => handle.close());
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
  await flush(folder);
};
