// The audit log on disk: one file that only grows, a line for each attempt begun and one for its end (C-13, C-15).
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type LineFile, openLineFile, readWholeLines } from '../store/line-file.ts';
import { type AuditLog, judgeRetention } from './audit-log.ts';
import { type ChainedEntry, chainEntry, chainStart, findBreak } from './chain.ts';
import { type AuditEntry, type AuditHead, cutOffEntry } from './entry.ts';

/** The log was changed by somebody else, or is not one; says where. It is never repaired: it is evidence. */
export class AuditLogBroken extends Error {
  override readonly name = 'AuditLogBroken';
}

type Line = { readonly begun: AuditHead } | { readonly ended: ChainedEntry };

/** Throws AuditLogBroken for a line that cannot be read. */
const readLine = (text: string, where: string): Line => {
  try {
    const value = JSON.parse(text);
    if (value?.begun || value?.ended) return value;
  } catch {
    // Fall through: the same refusal as for another shape.
  }
  throw new AuditLogBroken(`${where} is no line of an audit log (C-13); keep the file as evidence`);
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

type Kept = {
  readonly entries: readonly ChainedEntry[];
  /** Begun, and without an end. */
  readonly cutOff: readonly AuditHead[];
};

const judgeLines = (texts: readonly string[], path: string): Kept => {
  const lines = texts.map((text, at) => readLine(text, `line ${at + 1} of ${path}`));
  const entries = lines.flatMap((line) => ('ended' in line ? [line.ended] : []));
  judgeChain(entries, path);
  const ended = new Set(entries.map(({ nonce }) => nonce));
  const cutOff = lines.flatMap((line) => ('begun' in line && !ended.has(line.begun.nonce) ? [line.begun] : []));
  return { entries, cutOff };
};

type Opened = {
  readonly file: LineFile;
  /** What the next entry is bound to. */
  lastHash: string;
};

const appendLine = (log: Opened, line: Line): void => log.file.append(JSON.stringify(line));

const append = (log: Opened, entry: AuditEntry): void => {
  const chained = chainEntry(entry, log.lastHash);
  appendLine(log, { ended: chained });
  log.lastHash = chained.hash;
};

/** What a kill left of a line was never acknowledged; the attempt it was about is told of by its begun line. */
const openLog = async (path: string): Promise<Opened> => {
  const { file, lines } = await openLineFile(path);
  try {
    const { entries, cutOff } = judgeLines(lines, path);
    const log: Opened = { file, lastHash: entries.at(-1)?.hash ?? chainStart };
    for (const head of cutOff) append(log, cutOffEntry(head));
    if (cutOff.length > 0) await file.flush();
    return log;
  } catch (error) {
    await file.close();
    throw error;
  }
};

/**
 * Keeps the log in `folder` as `audit.ndjson`, which is opened at the first attempt and read again for `read`. Every call
 * throws AuditLogBroken when the chain does not hold; throws OptionsRefused for a retention below five years. Nothing is
 * ever deleted: what is older than the retention may be moved away by whoever keeps the archive.
 */
export const createFileAuditLog = (folder: string, { retentionYears = 5 } = {}): AuditLog => {
  judgeRetention(retentionYears);
  const path = join(folder, 'audit.ndjson');
  let opened: Promise<Opened> | null = null;
  const open = (): Promise<Opened> => {
    opened ??= openLog(path);
    return opened;
  };
  return {
    retentionYears,
    begin: async (begun) => appendLine(await open(), { begun }),
    end: async (entry) => {
      const log = await open();
      append(log, entry);
      await log.file.flush();
    },
    read: async () => {
      await open();
      return judgeLines(readWholeLines(await readFile(path, 'utf8')), path).entries;
    },
    close: async () => {
      const closing = opened;
      opened = null;
      const log = await closing?.catch(() => null);
      await log?.file.close();
    },
  };
};
