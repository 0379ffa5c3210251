// What a backup says of itself: its form, the version of its books, and a digest of every file in it.
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { isAbsolute, join, relative } from 'node:path';
import { UnusableData } from '../unusable-data.ts';

export type Manifest = {
  readonly format: 'liandiao-backup/1';
  readonly schemaVersion: number;
  /** `yyyy-MM-ddTHH:mm:ss.SSS+08:00`. */
  readonly takenAt: string;
  readonly files: readonly { readonly name: string; readonly sha256: string }[];
};

export const manifestName = 'backup.json';

/** Every regular file below the folder, as relative paths with `/`, in order. */
export const filesIn = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).replaceAll('\\', '/'))
    .sort();

export const digestOf = (path: string): string => createHash('sha256').update(readFileSync(path)).digest('hex');

/** Null for what is cut off, or is no manifest; names lead nowhere outside the folder. */
const parseManifest = (text: string): Manifest | null => {
  try {
    const manifest = JSON.parse(text) as Partial<Manifest> | null;
    const names = manifest?.files?.map(({ name }) => name) ?? [];
    const stray = names.some((name) => isAbsolute(name) || name.split(/[\\/]/).includes('..'));
    return stray ? null : (manifest as Manifest | null);
  } catch {
    return null;
  }
};

/** Of the backup in this folder, once every digest was compared. Throws `UnusableData` for what is none, or is damaged. */
export const readManifest = (folder: string): Manifest => {
  const path = join(folder, manifestName);
  if (!existsSync(path))
    throw new UnusableData(
      `${folder} is no backup: it has no ${manifestName}`,
      'Name a folder that `bureau backup` made.',
    );
  const manifest = parseManifest(readFileSync(path, 'utf8'));
  if (manifest === null)
    throw new UnusableData(`${path} cannot be read: it is cut off or was changed`, 'Take another backup.');
  if (manifest.format !== 'liandiao-backup/1')
    throw new UnusableData(
      `${path} has another format than liandiao-backup/1`,
      'Restore it with the version that made it.',
    );
  const damaged = manifest.files.find(
    ({ name, sha256 }) => !existsSync(join(folder, name)) || digestOf(join(folder, name)) !== sha256,
  );
  if (damaged)
    throw new UnusableData(`${join(folder, damaged.name)} is not as it was backed up`, 'Take another backup.');
  return manifest;
};
