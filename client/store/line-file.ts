// A file that only grows, a line at a time: a kill leaves whole lines, and half of one at most, which counts as none.
import { appendFileSync, closeSync, fdatasync, fstatSync, ftruncateSync, mkdirSync, openSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { promisify } from 'node:util';
import { createInTurn } from '../in-turn.ts';
import { flushFolderOf, isMissing } from './replace-file.ts';

export type LineFile = {
  /** The system has the line when this returns, so that it survives a kill of the process. Throws when the disk is full. */
  readonly append: (line: string) => void;
  /** Resolves when the disk has all lines appended before, so that they survive a loss of power, too. */
  readonly flush: () => Promise<void>;
  /** Of the whole lines. */
  readonly size: () => number;
  /** After the flushes under way. */
  readonly close: () => Promise<void>;
};

const flushData = promisify(fdatasync);

/** Its folder is there but for the first time. */
const openIn = (path: string): number => {
  try {
    return openSync(path, 'a', 0o600);
  } catch (error) {
    if (!isMissing(error)) throw error;
    mkdirSync(dirname(path), { recursive: true });
    return openSync(path, 'a', 0o600);
  }
};

/** One wait for the disk serves all who ask before it begins. */
const createFlush = (descriptor: number) => {
  const inTurn = createInTurn();
  let next: Promise<void> | null = null;
  return {
    flush: (): Promise<void> => {
      next ??= inTurn(() => {
        next = null;
        return flushData(descriptor);
      });
      return next;
    },
    close: (): Promise<void> => inTurn(async () => closeSync(descriptor)),
  };
};

/** The lines that were ended: what a kill left of one is passed over. */
export const readWholeLines = (text: string): string[] => text.split('\n').slice(0, -1);

/**
 * Opens the file at `path`, made with its folder where missing, for its owner alone; gives the lines it holds, too. Only
 * what waits for the disk is left to another thread: waking one takes thirty times as long as handing a line to the system.
 */
export const openLineFile = async (path: string): Promise<{ readonly file: LineFile; readonly lines: string[] }> => {
  const descriptor = openIn(path);
  const isNew = fstatSync(descriptor).size === 0;
  if (isNew) await flushFolderOf(path);
  const text = isNew ? '' : await readFile(path, 'utf8');
  const whole = text.slice(0, text.lastIndexOf('\n') + 1);
  let bytes = Buffer.byteLength(whole);
  /** Half a line that a kill or a full disk left: it is taken back first, or the next one would be joined to it. */
  let torn = whole.length < text.length;
  const file: LineFile = {
    append: (line) => {
      if (torn) ftruncateSync(descriptor, bytes);
      torn = true;
      appendFileSync(descriptor, `${line}\n`, 'utf8');
      torn = false;
      bytes += Buffer.byteLength(line) + 1;
    },
    ...createFlush(descriptor),
    size: () => bytes,
  };
  return { file, lines: readWholeLines(whole) };
};
