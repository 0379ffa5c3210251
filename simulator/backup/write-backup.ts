// Copies a bureau's data directory while the bureau may be running: the books as of one instant, and the files beside them.
import { chmodSync, copyFileSync, existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { schemaVersion } from '../ledger/schema-version.ts';
import { UnusableData } from '../unusable-data.ts';
import { digestOf, filesIn, type Manifest, manifestName } from './manifest.ts';

const isBooks = (name: string): boolean => name.endsWith('.sqlite');
/** What belongs to books that are open, and what is just being written. */
const isPassing = (name: string): boolean => /\.sqlite-(wal|shm|journal)$|\.new$/.test(name);

/** One read transaction: whatever is committed during it is in the next backup (B-2: what was answered is committed). */
const copyBooks = (from: string, to: string): void => {
  const books = new DatabaseSync(from, { readOnly: true });
  try {
    books.prepare('VACUUM INTO ?').run(to);
  } finally {
    books.close();
  }
  chmodSync(to, 0o600);
};

/** Only its owner can read a backup: keys and secrets are in it. */
const copyFile = (from: string, to: string): void => {
  mkdirSync(dirname(to), { recursive: true, mode: 0o700 });
  if (isBooks(from)) copyBooks(from, to);
  else {
    copyFileSync(from, to);
    chmodSync(to, 0o600);
  }
};

/**
 * Makes the folder `target`, whole or not at all. Throws `UnusableData` when it exists, or when there is nothing to back up.
 * `takenAt` is `yyyy-MM-ddTHH:mm:ss.SSS+08:00`.
 */
export const writeBackup = (dataDir: string, target: string, takenAt: string): Manifest => {
  if (existsSync(target)) throw new UnusableData(`${target} exists already`, 'Name a folder that does not exist yet.');
  const names = existsSync(dataDir) ? filesIn(dataDir).filter((name) => !isPassing(name)) : [];
  if (!names.some(isBooks))
    throw new UnusableData(`${dataDir} holds no books of a bureau`, 'Name its data directory with --data-dir.');
  const beside = `${target}.new`;
  rmSync(beside, { recursive: true, force: true });
  mkdirSync(beside, { recursive: true, mode: 0o700 });
  try {
    for (const name of names) copyFile(join(dataDir, name), join(beside, name));
    const files = names.map((name) => ({ name, sha256: digestOf(join(beside, name)) }));
    const manifest: Manifest = { format: 'liandiao-backup/1', schemaVersion, takenAt, files };
    writeFileSync(join(beside, manifestName), `${JSON.stringify(manifest, null, 2)}\n`, { mode: 0o600, flush: true });
    renameSync(beside, target);
    return manifest;
  } catch (error) {
    rmSync(beside, { recursive: true, force: true });
    throw error;
  }
};
