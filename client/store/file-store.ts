// A store that survives a kill: one file for each deed, replaced atomically and flushed to disk before a request leaves.
import { createHash } from 'node:crypto';
import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';

import { fileNameOf, isMissing, readIfThere, replaceFile } from './replace-file.ts';
import type { DeedKind, DeedStore, JoinedCommand, StoredDeed } from './store.ts';

const suffix = '.deed.json';
const joinedSuffix = '.joined.json';

const fileOf = (key: string): string => `${fileNameOf(key)}${suffix}`;

/** Both its names may be long. */
const joinedFileOf = ({ key, commandId }: JoinedCommand): string =>
  `${createHash('sha256').update(`${key}\n${commandId}`).digest('hex')}${joinedSuffix}`;

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

const isJoinedCommand = (value: unknown): value is JoinedCommand =>
  typeof value === 'object' &&
  value !== null &&
  typeof Reflect.get(value, 'key') === 'string' &&
  typeof Reflect.get(value, 'commandId') === 'string';

/** Null where there is none (any more). */
const readOne = async <T>(path: string, isOne: (value: unknown) => value is T): Promise<T | null> => {
  const text = await readIfThere(path);
  if (text === null) return null;
  try {
    const value: unknown = JSON.parse(text);
    if (isOne(value)) return value;
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
  const readAll = async <T>(ending: string, isOne: (value: unknown) => value is T): Promise<T[]> => {
    const names = await readdir(folder).catch((error: unknown) => {
      if (isMissing(error)) return [];
      throw error;
    });
    const kept = names.filter((name) => name.endsWith(ending)).sort();
    const read = await Promise.all(kept.map((name) => readOne(join(folder, name), isOne)));
    return read.filter((one) => one !== null);
  };
  return {
    save: (deed) => replaceFile(join(folder, fileOf(deed.key)), JSON.stringify(deed)),
    find: (key) => readOne(join(folder, fileOf(key)), isStoredDeed),
    forget: (key) => rm(join(folder, fileOf(key)), { force: true }),
    list: async () => (await readAll(suffix, isStoredDeed)).sort((a, b) => a.begunAtMs - b.begunAtMs),
    join: (command) => replaceFile(join(folder, joinedFileOf(command)), JSON.stringify(command)),
    part: (command) => rm(join(folder, joinedFileOf(command)), { force: true }),
    joined: () => readAll(joinedSuffix, isJoinedCommand),
  };
};
