// The audit log on disk: one file that only grows, a line for each attempt begun and one for its end (C-13, C-15).
import { type FileHandle, mkdir, open } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { createInTurn } from '../in-turn.ts';
import { readIfThere } from '../store/replace-file.ts';
import { type AuditLog, judgeRetention } from './audit-log.ts';
import { type ChainedEntry, chainEntry, chainStart, findBreak } from './chain.ts';
import { type AuditEntry, type AuditHead, cutOffEntry } from './entry.ts';

/** The log was changed by somebody else, or is not one; says where. It is never repaired: it is evidence. */
export class AuditLogBroken extends Error {
  override readonly name = 'AuditLogBroken';
}

type Line = { readonly begun: AuditHead } | { readonly ended: ChainedEntry };

/** What follows the last line break was cut off by a kill and is passed over. Throws AuditLogBroken for any other line that cannot be read. */
const readLines = (text: string, path: string): Line[] =>
  text
    .split('\n')
    .slice(0, -1)
    .map((line, at): Line => {
      try {
        const value = JSON.parse(line);
        if (value?.begun || value?.ended) return value;
      } catch {
        // Fall through: the same refusal as for another shape.
      }
      throw new AuditLogBroken(
        `line ${at + 1} of ${path} is no line of an audit log (C-13); keep the file as evidence`,
      );
    });

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
  /** Of the whole lines. */
  readonly bytes: number;
};

const readKept = async (path: string): Promise<Kept> => {
  const text = (await readIfThere(path)) ?? '';
  const lines = readLines(text, path);
  const entries = lines.flatMap((line) => ('ended' in line ? [line.ended] : []));
  judgeChain(entries, path);
  const ended = new Set(entries.map(({ nonce }) => nonce));
  const cutOff = lines.flatMap((line) => ('begun' in line && !ended.has(line.begun.nonce) ? [line.begun] : []));
  return { entries, cutOff, bytes: Buffer.byteLength(text.slice(0, text.lastIndexOf('\n') + 1)) };
};

type Opened = {
  readonly handle: FileHandle;
  /** Of the whole lines. */
  bytes: number;
  /** What the next entry is bound to. */
  lastHash: string;
};

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
  const chained = chainEntry(entry, log.lastHash);
  await appendLine(log, { ended: chained });
  await log.handle.datasync();
  log.lastHash = chained.hash;
};

/** What a kill left of a line was never acknowledged; the attempt it was about is told of by its begun line. */
const openLog = async (path: string): Promise<Opened> => {
  await mkdir(dirname(path), { recursive: true });
  const { entries, cutOff, bytes } = await readKept(path);
  const handle = await open(path, 'a', 0o600);
  await handle.truncate(bytes);
  const log: Opened = { handle, bytes, lastHash: entries.at(-1)?.hash ?? chainStart };
  for (const head of cutOff) await append(log, cutOffEntry(head));
  return log;
};

/**
 * Keeps the log in `folder` as `audit.ndjson`, which is opened at the first attempt and read again for `read`. Every call
 * throws AuditLogBroken when the chain does not hold; throws OptionsRefused for a retention below five years. Nothing is
 * ever deleted: what is older than the retention may be moved away by whoever keeps the archive.
 */
export const createFileAuditLog = (folder: string, { retentionYears = 5 } = {}): AuditLog => {
  judgeRetention(retentionYears);
  const path = join(folder, 'audit.ndjson');
  const inTurn = createInTurn();
  let opened: Promise<Opened> | null = null;
  /** One after the other: each entry is chained to the one before. */
  const withLog = <T>(work: (log: Opened) => Promise<T>): Promise<T> =>
    inTurn(async () => {
      opened ??= openLog(path);
      return work(await opened);
    });
  return {
    retentionYears,
    begin: (begun) => withLog((log) => appendLine(log, { begun })),
    end: (entry) => withLog((log) => append(log, entry)),
    read: () => withLog(async () => (await readKept(path)).entries),
    close: () =>
      inTurn(async () => {
        const log = await opened?.catch(() => null);
        opened = null;
        await log?.handle.close();
      }),
  };
};
