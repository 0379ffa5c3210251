// Where registrations are kept: a JSON file that people can read, written beside and renamed; or memory.
import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { LowSync, type SyncAdapter } from 'lowdb';
import { Type } from '../../protocol/schema.ts';
import { createFormReader } from '../control/read-form.ts';
import { UnusableData } from '../unusable-data.ts';
import { Registration } from './registration.ts';

type Book = { registrations: Registration[] };

export type RegistrationStore = {
  readonly all: () => readonly Registration[];
  readonly find: (id: string) => Registration | null;
  /** Replaces the one of the same id, or adds it; kept when this returns. */
  readonly put: (registration: Registration) => void;
};

const readBook = createFormReader(
  Type.Object({ registrations: Type.Array(Registration) }, { additionalProperties: false }),
);

const remedy = 'Mend it, or move it away to begin without registrations.';

const parse = (text: string, path: string): Book => {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new UnusableData(`${path} is no JSON`, remedy);
  }
  const book = readBook(value);
  if (book.ok) return book.value;
  const [first] = book.problems;
  throw new UnusableData(`${path}: ${first?.pointer || 'the file'} ${first?.detail}`, remedy);
};

/** For its owner only: it holds secrets. Whole or not at all. */
const fileAdapter = (path: string): SyncAdapter<Book> => ({
  read: () => {
    try {
      return parse(readFileSync(path, 'utf8'), path);
    } catch (error) {
      if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
      throw error;
    }
  },
  write: (book) => {
    const beside = `${path}.new`;
    rmSync(beside, { force: true });
    writeFileSync(beside, `${JSON.stringify(book, null, 2)}\n`, { mode: 0o600, flag: 'wx', flush: true });
    renameSync(beside, path);
  },
});

const memoryAdapter: SyncAdapter<Book> = { read: () => null, write: () => undefined };

/** `path` null: in memory. Throws `UnusableData` when the file cannot be used. */
export const openRegistrationStore = (path: string | null): RegistrationStore => {
  const low = new LowSync<Book>(path === null ? memoryAdapter : fileAdapter(path), { registrations: [] });
  low.read();
  return {
    all: () => low.data.registrations,
    find: (id) => low.data.registrations.find((registration) => registration.id === id) ?? null,
    put: (registration) => {
      const before = low.data;
      const isNew = before.registrations.every(({ id }) => id !== registration.id);
      low.data = {
        registrations: isNew
          ? [...before.registrations, registration]
          : before.registrations.map((present) => (present.id === registration.id ? registration : present)),
      };
      try {
        low.write();
      } catch (error) {
        low.data = before;
        throw error;
      }
    },
  };
};
