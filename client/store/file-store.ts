// A store that survives a kill: one file for each deed, replaced atomically and flushed to disk before a request leaves.
import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';

import { fileNameOf, isMissing, readIfThere, replaceFile } from './replace-file.ts';
import type { DeedKind, DeedStore, StoredDeed } from './store.ts';

const suffix = '.deed.json';

const fileOf = (key: string): string => `${fileNameOf(key)}${suffix}`;

/** A file of the store cannot be used; says which and what to do. Never skipped: what is in it would be lost. */
export class StoreUnreadable extends Error {
  override readonly name = 'StoreUnreadable';
}

const deedKinds: readonly DeedKind[] = ['issue', 'red', 'void', 'decision'];

const isStoredDeed = (value: unknown): value is StoredDeed => {
  if (typeof value !== 'object' || value === null) return false;
  const member = (name: keyof StoredDeed): unknown => Reflect.get(value, name);
  return (
    deedKinds.some((kind) => kind === member('kind')) &&
    typeof member('key') === 'string' &&
    typeof member('commandId') === 'string' &&
    typeof member('payload') === 'object' &&
    member('payload') !== null &&
    (member('state') === 'open' || member('state') === 'handed-over') &&
    typeof member('begunAtMs') === 'number' &&
    typeof member('attempts') === 'number' &&
    typeof member('polling') === 'object' &&
    typeof member('sheet') === 'object'
  );
};

const readDeed = async (path: string): Promise<StoredDeed | null> => {
  const text = await readIfThere(path);
  if (text === null) return null;
  try {
    const value: unknown = JSON.parse(text);
    if (isStoredDeed(value)) return value;
  } catch {
    // Fall through: the same refusal as for another shape.
  }
  throw new StoreUnreadable(
    `${path} does not hold a deed of this store; move it away and settle it with the bureau by hand (C-15)`,
  );
};

/**
 * Keeps deeds in `folder`, which is made when it is missing. A kill leaves the old
 * state of a deed or the new one, never half. Throws StoreUnreadable for foreign files.
 */
export const createFileStore = (folder: string): DeedStore => {
  return {
    save: (deed) => replaceFile(join(folder, fileOf(deed.key)), JSON.stringify(deed)),
    find: (key) => readDeed(join(folder, fileOf(key))),
    forget: (key) => rm(join(folder, fileOf(key)), { force: true }),
    list: async () => {
      const names = await readdir(folder).catch((error: unknown) => {
        if (isMissing(error)) return [];
        throw error;
      });
      const kept = names.filter((name) => name.endsWith(suffix)).sort();
      const deeds = await Promise.all(kept.map((name) => readDeed(join(folder, name))));
      return deeds.filter((deed) => deed !== null).sort((a, b) => a.begunAtMs - b.begunAtMs);
    },
  };
};
