// Each entry of the log carries the hash of the one before: what is changed, taken out or moved later shows (C-13, D-1).
import { createHash } from 'node:crypto';
import type { AuditEntry } from './entry.ts';

export type ChainedEntry = AuditEntry & {
  /** The hash of the entry before. */
  readonly previous: string;
  /** 64 lower-case hexadecimal characters. */
  readonly hash: string;
};

/** `previous` of the first entry. */
export const chainStart = '0'.repeat(64);

/** JSON without blanks, names sorted by their characters: an object of JavaScript would put number-like names first. */
const write = (value: unknown): string => {
  if (Array.isArray(value)) return `[${value.map(write).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const members = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${members.map(([name, member]) => `${JSON.stringify(name)}:${write(member)}`).join(',')}}`;
};

/** SM3 of `previous` and the entry as JSON without blanks, names sorted at every depth, `previous` among them (D-1). */
const hashOf = (entry: Omit<ChainedEntry, 'hash'>): string =>
  createHash('sm3')
    .update(`${entry.previous}${write(entry)}`, 'utf8')
    .digest('hex');

/** What is hashed is what will be read again: JSON has no dates and no absent members. */
export const chainEntry = (entry: AuditEntry, previous: string): ChainedEntry => {
  const linked: Omit<ChainedEntry, 'hash'> = JSON.parse(JSON.stringify({ ...entry, previous }));
  return { ...linked, hash: hashOf(linked) };
};

/** The place (from 0) of the first entry that does not follow from those before it; null where all do. */
export const findBreak = (entries: readonly ChainedEntry[]): number | null => {
  let previous = chainStart;
  for (const [at, entry] of entries.entries()) {
    const { hash, ...rest } = entry;
    if (entry.previous !== previous || hashOf(rest) !== hash) return at;
    previous = hash;
  }
  return null;
};
