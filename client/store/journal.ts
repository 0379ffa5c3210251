// What a client must know again after a kill, as a file of changes: each line says what is kept under a key from then on.
import { join } from 'node:path';
import { createInTurn } from '../in-turn.ts';
import { type LineFile, openLineFile } from './line-file.ts';
import { replaceFile } from './replace-file.ts';

/** A file of the store cannot be used; says which and what to do. Never skipped: what is in it would be lost. */
export class StoreUnreadable extends Error {
  override readonly name = 'StoreUnreadable';
}

/** Things of one kind. */
export type Shelf<T> = {
  readonly get: (key: string) => Promise<T | null>;
  readonly all: () => Promise<T[]>;
  /** Resolves when it would survive a kill and a loss of power; replaces what is there under its key. */
  readonly put: (key: string, value: T) => Promise<void>;
  /** Resolves when a kill would not bring it back; a loss of power may. */
  readonly drop: (key: string) => Promise<void>;
};

export type Journal = {
  /** Of the kind that `isOne` tells; what is no such thing is refused where it is asked for. */
  readonly shelf: <T>(name: string, isOne: (value: unknown) => value is T) => Shelf<T>;
  /** Lets go of the file; a later call takes it up again. */
  readonly close: () => Promise<void>;
};

/** `value` is null from when on nothing is kept there. */
type Change = { readonly shelf: string; readonly key: string; readonly value: unknown };

type Opened = { file: LineFile; readonly kept: Map<string, Change> };

const placeOf = ({ shelf, key }: Pick<Change, 'shelf' | 'key'>): string => `${shelf} ${key}`;

const readChange = (line: string): Change | null => {
  try {
    const { shelf, key, value } = JSON.parse(line);
    return typeof shelf === 'string' && typeof key === 'string' && value !== undefined ? { shelf, key, value } : null;
  } catch {
    return null;
  }
};

const apply = (kept: Map<string, Change>, change: Change): void => {
  if (change.value === null) kept.delete(placeOf(change));
  else kept.set(placeOf(change), change);
};

const unreadable = (where: string): StoreUnreadable =>
  new StoreUnreadable(
    `${where} is not of a client's journal; move the file away and settle with the bureau by hand what was open (C-15, G-3)`,
  );

const openJournal = async (path: string): Promise<Opened> => {
  const { file, lines } = await openLineFile(path);
  const kept = new Map<string, Change>();
  for (const [at, line] of lines.entries()) {
    const change = readChange(line);
    if (change === null) {
      await file.close();
      throw unreadable(`line ${at + 1} of ${path}`);
    }
    apply(kept, change);
  }
  return { file, kept };
};

/** Below it a file is not worth writing anew. */
const leastBytes = 1024 * 1024;

/** Keeps what is put into it as `journal.ndjson` in `folder`, which is made when it is missing; throws StoreUnreadable for foreign files. */
export const createJournal = (folder: string): Journal => {
  const path = join(folder, 'journal.ndjson');
  const inTurn = createInTurn();
  let opened: Promise<Opened> | null = null;
  /** Size at which it is written anew: twice what was left of it the last time. */
  let mostBytes = leastBytes;

  const open = (): Promise<Opened> => {
    opened ??= openJournal(path);
    return opened;
  };

  /** Changes that were taken back by later ones are left out. */
  const writeAnew = async (journal: Opened): Promise<void> => {
    const lines = [...journal.kept.values()].map((change) => `${JSON.stringify(change)}\n`);
    await replaceFile(path, lines.join(''));
    const former = journal.file;
    journal.file = (await openLineFile(path)).file;
    await former.close();
    mostBytes = Math.max(leastBytes, 2 * journal.file.size());
  };

  const enter = (change: Change): Promise<LineFile> =>
    inTurn(async () => {
      const journal = await open();
      journal.file.append(JSON.stringify(change));
      apply(journal.kept, change);
      if (journal.file.size() > mostBytes) await writeAnew(journal);
      return journal.file;
    });

  return {
    shelf: <T>(name: string, isOne: (value: unknown) => value is T): Shelf<T> => {
      const insist = ({ key, value }: Change): T => {
        if (isOne(value)) return value;
        throw unreadable(`what ${path} keeps as ${name} ${key}`);
      };
      return {
        get: async (key) => {
          const { kept } = await open();
          const change = kept.get(placeOf({ shelf: name, key }));
          return change ? insist(change) : null;
        },
        all: async () => {
          const { kept } = await open();
          return [...kept.values()].filter(({ shelf }) => shelf === name).map(insist);
        },
        put: async (key, value) => (await enter({ shelf: name, key, value })).flush(),
        drop: async (key) => {
          const { kept } = await open();
          if (kept.has(placeOf({ shelf: name, key }))) await enter({ shelf: name, key, value: null });
        },
      };
    },
    close: () =>
      inTurn(async () => {
        const journal = await opened?.catch(() => null);
        opened = null;
        await journal?.file.close();
      }),
  };
};
