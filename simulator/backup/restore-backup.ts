// Puts a backup in the place of a data directory; what was there is moved aside, never deleted.
import { chmodSync, copyFileSync, existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { schemaVersion } from '../ledger/schema-version.ts';
import { UnusableData } from '../unusable-data.ts';
import { filesIn, type Manifest, readManifest } from './manifest.ts';

/** A bureau keeps its books open; SQLite leaves the WAL mode only for the one connection there is. */
const isOpenElsewhere = (books: string): boolean => {
  const sqlite = new DatabaseSync(books, { timeout: 0 });
  try {
    sqlite.prepare('PRAGMA journal_mode = DELETE').get();
    return false;
  } catch (error) {
    if (error instanceof Error && /locked|busy/.test(error.message)) return true;
    throw error;
  } finally {
    sqlite.close();
  }
};

const judge = (manifest: Manifest, dataDir: string): void => {
  if (manifest.schemaVersion > schemaVersion)
    throw new UnusableData(
      `the backup has books of version ${manifest.schemaVersion}; this bureau reads up to ${schemaVersion}`,
      'Restore it with the version that made it, or a newer one.',
    );
  const books = existsSync(dataDir) ? filesIn(dataDir).filter((name) => name.endsWith('.sqlite')) : [];
  const open = books.map((name) => join(dataDir, name)).find(isOpenElsewhere);
  if (open) throw new UnusableData(`${open} is in use: a bureau is running on it`, 'Stop that bureau first.');
};

const copyAll = (manifest: Manifest, from: string, to: string): void => {
  for (const { name } of manifest.files) {
    mkdirSync(dirname(join(to, name)), { recursive: true, mode: 0o700 });
    copyFileSync(join(from, name), join(to, name));
    chmodSync(join(to, name), 0o600);
  }
};

/**
 * The data directory becomes what the backup holds, whole or not at all; where one was, it is renamed to `aside`. Throws
 * `UnusableData` for a backup that is damaged or newer, and while a bureau runs there.
 */
export const restoreBackup = (
  backup: string,
  place: { readonly dataDir: string; readonly aside: string },
): Manifest => {
  const { dataDir, aside } = place;
  const manifest = readManifest(backup);
  judge(manifest, dataDir);
  const beside = `${dataDir}.new`;
  rmSync(beside, { recursive: true, force: true });
  mkdirSync(beside, { recursive: true, mode: 0o700 });
  try {
    copyAll(manifest, backup, beside);
    if (existsSync(dataDir)) renameSync(dataDir, aside);
    renameSync(beside, dataDir);
  } catch (error) {
    rmSync(beside, { recursive: true, force: true });
    throw error;
  }
  return manifest;
};
