// The version of the books' tables: what a newer bureau has written, an older one does not touch.
import type { DatabaseSync } from 'node:sqlite';

/** Raised whenever tables change so that an older bureau would misread them. */
export const schemaVersion = 3;

/** 0: written before versions were noted, or just made. */
export const versionOf = (sqlite: DatabaseSync): number =>
  Number(sqlite.prepare('PRAGMA user_version').get()?.['user_version']);
