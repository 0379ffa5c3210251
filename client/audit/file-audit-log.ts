// The audit log on disk: one file that only grows, a line for each attempt begun and one for its end (C-13, C-15).
import { type FileHandle, mkdir, open } from 'node:fs/promises';
import { join } from 'node:path';
import { readIfThere } from '../store/replace-file.ts';
import { type AuditLog, judgeRetention } from './audit-log.ts';
import { type ChainedEntry, chainEntry, chainStart, findBreak } from './chain.ts';
import { type AuditEntry, type AuditHead, cutOffEntry } from './entry.ts';

/** The log was changed by somebody else, or is not one; says where. It is never repaired: it is evidence. */
export class AuditLogBroken extends Error {
  override readonly name = 'AuditLogBroken';
}

type Line = { readonly begun: AuditHead } | { readonly ended: ChainedEntry };

/** Null for a last line that a kill cut off. Throws AuditLogBroken for any other that cannot be read. */
const readLines = (text: string, path: string): { readonly lines: Line[]; readonly whole: boolean } => {
  const texts = text.split('\n');
  const rest = texts.pop() ?? '';
  const lines = texts.map((line, at): Line => {
    try {
      const value = JSON.parse(line);
      if (value?.begun || value?.ended) return value;
    } catch {
      // Fall through: the same refusal as for another shape.
    }
    throw new AuditLogBroken(`line ${at + 1} of ${path} is no line of an audit log (C-13); keep the file as evidence`);
  });
  return { lines, whole: rest === '' };
};

const judgeChain = (entries: readonly ChainedEntry[], path: string): void => {
  const at = findBreak(entries);
  if (at === null) return;
  const { nonce, at: instant } = entries[at] ?? {};
  throw new AuditLogBroken(
    `${path}: entry ${at + 1} (${instant}, nonce ${nonce}) does not follow from those before it: something was changed, ` +
      'taken out or moved (C-13); keep the file as evidence and begin a log in another folder',
  );
};

type Opened = {
  readonly handle: FileHandle;
  readonly entries: ChainedEntry[];
  readonly cutOff: readonly AuditHead[];
  /** Of the whole lines. */
  bytes: number;
};

const openLog = async (folder: string): Promise<Opened> => {
  await mkdir(folder, { recursive: true });
  const path = join(folder, 'audit.ndjson');
  const text = (await readIfThere(path)) ?? '';
  const { lines, whole } = readLines(text, path);
  const entries = lines.flatMap((line) => ('ended' in line ? [line.ended] : []));
  judgeChain(entries, path);
  const ended = new Set(entries.map(({ nonce }) => nonce));
  const cutOff = lines.flatMap((line) => ('begun' in line && !ended.has(line.begun.nonce) ? [line.begun] : []));
  const handle = await open(path, 'a', 0o600);
  const bytes = Buffer.byteLength(text.slice(0, text.lastIndexOf('\n') + 1));
  // What a kill left of a line was never acknowledged; the attempt it was about is told of by its begun line.
  if (!whole) await handle.truncate(bytes);
  return { handle, entries, cutOff, bytes };
};

/**
 * Keeps the log in `folder` as `audit.ndjson`, which is opened at the first attempt. Every later call throws
 * AuditLogBroken when the chain does not hold; throws OptionsRefused for a retention below five years. Nothing is ever
 * deleted: what is older than the retention may be moved away by whoever keeps the archive.
 */
export const createFileAuditLog = (folder: string, { retentionYears = 5 } = {}): AuditLog => {
  judgeRetention(retentionYears);
  let opened: Promise<Opened> | null = null;
  let last: Promise<unknown> = Promise.resolve();

  /** A full disk may take half of a line: it is taken back, or the next one would be joined to it. */
  const appendLine = async (log: Opened, line: Line): Promise<void> => {
    const text = `${JSON.stringify(line)}\n`;
    try {
      await log.handle.appendFile(text, 'utf8');
    } catch (error) {
      await log.handle.truncate(log.bytes);
      throw error;
    }
    log.bytes += Buffer.byteLength(text);
  };

  const append = async (log: Opened, entry: AuditEntry): Promise<void> => {
    const chained = chainEntry(entry, log.entries.at(-1)?.hash ?? chainStart);
    await appendLine(log, { ended: chained });
    await log.handle.datasync();
    log.entries.push(chained);
  };

  const start = async (): Promise<Opened> => {
    const log = await openLog(folder);
    for (const head of log.cutOff) await append(log, cutOffEntry(head));
    return log;
  };

  /** One after the other: each entry is chained to the one before. */
  const inTurn = <T>(work: (log: Opened) => Promise<T>): Promise<T> => {
    opened ??= start();
    const log = opened;
    const turn = last.then(() => log).then(work);
    last = turn.catch(() => undefined);
    return turn;
  };

  return {
    retentionYears,
    begin: (begun) => inTurn((log) => appendLine(log, { begun })),
    end: (entry) => inTurn((log) => append(log, entry)),
    read: () => inTurn(async ({ entries }) => [...entries]),
    close: async () => {
      await last;
      const log = await opened?.catch(() => null);
      opened = null;
      await log?.handle.close();
    },
  };
};
