// The bureau's books on disk: one SQLite database a tenant, written in one transaction per turn of the event loop.
import { accessSync, closeSync, constants, fchmodSync, fstatSync, openSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { DatabaseSync, type SQLInputValue, type SQLOutputValue, type StatementSync } from 'node:sqlite';
import { UnusableData } from '../unusable-data.ts';
import type { Durability } from './durability.ts';
import { schemaVersion, versionOf } from './schema-version.ts';

type Row = Record<string, SQLOutputValue>;
type Values = readonly SQLInputValue[] | readonly [Readonly<Record<string, SQLInputValue>>];
/** One statement, with values for its question marks or by name. */
export type Statement = {
  readonly run: (...values: Values) => ReturnType<StatementSync['run']>;
  readonly get: (...values: Values) => Row | undefined;
  readonly all: (...values: Values) => Row[];
  readonly iterate: (...values: Values) => NodeJS.Iterator<Row>;
};
/** `bigint`: whole numbers come as such, for sums that a float does not hold. */
type WholeNumbers = 'number' | 'bigint';

export type Database = {
  /**
   * Runs `work` inside the transaction of this turn of the event loop (group commit: some thirty times the throughput of
   * one transaction each). Whatever `work` wrote is undone when it throws. Synchronous, so two writes never interleave.
   */
  readonly write: <T>(work: () => T) => T;
  /** Resolves when everything written so far would survive what `Durability` says (B-2); rejects when it could not be kept. */
  readonly committed: () => Promise<void>;
  /** Compiled at its first use: a tenant needs few of its sixty statements. */
  readonly prepare: (sql: string, wholeNumbers?: WholeNumbers) => Statement;
  /** Runs statements that have no parameters, such as the making of tables. */
  readonly execute: (sql: string) => void;
  /** Commits what is open, then closes. Closing twice does nothing. */
  readonly close: () => void;
};

const prepareLater = (sqlite: DatabaseSync, sql: string, wholeNumbers: WholeNumbers = 'number'): Statement => {
  let prepared: StatementSync | null = null;
  const statement = (): StatementSync => {
    if (prepared) return prepared;
    prepared = sqlite.prepare(sql);
    prepared.setReadBigInts(wholeNumbers === 'bigint');
    return prepared;
  };
  // The library overloads by whether the first value is a record of names.
  const given = (values: Values) => values as readonly SQLInputValue[];
  return {
    run: (...values) => statement().run(...given(values)),
    get: (...values) => statement().get(...given(values)),
    all: (...values) => statement().all(...given(values)),
    iterate: (...values) => statement().iterate(...given(values)),
  };
};

type Batch = { readonly done: Promise<void>; readonly keep: () => void; readonly lose: (error: unknown) => void };

const openBatch = (): Batch => {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  // A lost batch that nobody waits for must not end the process: those who answered from it do wait.
  promise.catch(() => undefined);
  return { done: promise, keep: resolve, lose: reject };
};

/** Notes the version where none was noted yet. */
const refuseNewer = (sqlite: DatabaseSync, path: string): void => {
  const version = versionOf(sqlite);
  if (version > schemaVersion) {
    sqlite.close();
    throw new UnusableData(
      `${path} has books of version ${version}; this bureau reads up to ${schemaVersion}`,
      'Open it with the version that wrote it, or name another data directory.',
    );
  }
  if (version < schemaVersion) sqlite.exec(`PRAGMA user_version = ${schemaVersion}`);
};

/** Before SQLite makes it for everybody: the journal and the snapshots in it hold secrets. The files beside it take its mode. */
const keepPrivate = (path: string): void => {
  const file = openSync(path, 'a', 0o600);
  if ((fstatSync(file).mode & 0o077) !== 0) fchmodSync(file, 0o600);
  closeSync(file);
};

/** What books without a file have in memory; the rest SQLite puts on the disk, in a file without a name (measured: no slower, 60 000 exchanges in 6 MB instead of 267). */
const passingCacheKiB = 8 * 1024;

/** Without a place for what is passing, such as on a disk that may only be read, all of it stays in memory. */
const hasRoomToPass = (): boolean => {
  try {
    accessSync(tmpdir(), constants.W_OK);
    return true;
  } catch {
    return false;
  }
};

const openPassing = (): DatabaseSync => {
  const sqlite = new DatabaseSync(hasRoomToPass() ? '' : ':memory:');
  // It outlives nothing, so nothing need be kept for the sake of a crash; a transaction can be undone all the same.
  sqlite.exec(`PRAGMA journal_mode = MEMORY; PRAGMA synchronous = OFF; PRAGMA cache_size = -${passingCacheKiB}`);
  return sqlite;
};

const openFile = (path: string, durability: Durability): DatabaseSync => {
  keepPrivate(path);
  const sqlite = new DatabaseSync(path);
  refuseNewer(sqlite, path);
  // In WAL mode NORMAL survives a crash of the process; what FULL adds is the loss of power, at a file sync per commit.
  const synchronous = durability === 'full' ? 'FULL' : 'NORMAL';
  sqlite.exec(`PRAGMA journal_mode = WAL; PRAGMA synchronous = ${synchronous}`);
  return sqlite;
};

/** Opens or makes the file, for its owner alone; `:memory:` is gone at `close`. Throws the message of SQLite when the file is none of its own, `UnusableData` when a newer bureau wrote it. */
export const openDatabase = (path: string, durability: Durability = 'process'): Database => {
  const sqlite = path === ':memory:' ? openPassing() : openFile(path, durability);
  const enter = prepareLater(sqlite, 'SAVEPOINT entry');
  const keep = prepareLater(sqlite, 'RELEASE entry');
  let batch: Batch | null = null;
  let depth = 0;

  const commit = (): void => {
    if (batch === null) return;
    const settled = batch;
    batch = null;
    try {
      sqlite.exec('COMMIT');
      settled.keep();
    } catch (error) {
      if (sqlite.isTransaction) sqlite.exec('ROLLBACK');
      settled.lose(error);
    }
  };

  const begin = (): void => {
    if (batch !== null) return;
    sqlite.exec('BEGIN IMMEDIATE');
    batch = openBatch();
    setImmediate(commit);
  };

  const writeOnce = <T>(work: () => T): T => {
    begin();
    enter.run();
    try {
      const result = work();
      keep.run();
      return result;
    } catch (error) {
      sqlite.exec('ROLLBACK TO entry; RELEASE entry');
      throw error;
    }
  };

  return {
    write: (work) => {
      // An inner write belongs to the outer one: both are kept or neither.
      if (depth > 0) return work();
      depth += 1;
      try {
        return writeOnce(work);
      } finally {
        depth -= 1;
      }
    },
    committed: () => batch?.done ?? Promise.resolve(),
    prepare: (sql, wholeNumbers) => prepareLater(sqlite, sql, wholeNumbers),
    execute: (sql) => sqlite.exec(sql),
    close: () => {
      if (!sqlite.isOpen) return;
      commit();
      sqlite.close();
    },
  };
};
