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

const sorted = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  const members = Object.entries(value).map(([name, member]): [string, unknown] => [name, sorted(member)]);
  return Object.fromEntries(members.sort(([a], [b]) => (a < b ? -1 : 1)));
};

/** SM3 of `previous` and the entry as JSON without blanks, names sorted at every depth, `previous` among them (D-1). */
const hashOf = (entry: Omit<ChainedEntry, 'hash'>): string =>
  createHash('sm3')
    .update(`${entry.previous}${JSON.stringify(sorted(entry))}`, 'utf8')
    .digest('hex');

export const chainEntry = (entry: AuditEntry, previous: string): ChainedEntry => {
  const linked = { ...entry, previous };
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
