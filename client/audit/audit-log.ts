// Where the audit log is kept: entries in a chain, for years, and none lost to a kill (C-13).
import { OptionsRefused } from '../options-refused.ts';
import { type ChainedEntry, chainEntry, chainStart } from './chain.ts';
import type { AuditEntry, AuditHead } from './entry.ts';

export type AuditLog = {
  /** How long entries are kept at least. */
  readonly retentionYears: number;
  /** Before an attempt leaves: resolves when a kill would not hide that it was made. */
  readonly begin: (head: AuditHead) => Promise<void>;
  /** After it: resolves when the entry would survive a kill. */
  readonly end: (entry: AuditEntry) => Promise<void>;
  /** All entries, oldest first. */
  readonly read: () => Promise<readonly ChainedEntry[]>;
  /** Lets go of what it holds open; a later call takes it up again. */
  readonly close: () => Promise<void>;
};

const leastYears = 5;

/** Throws OptionsRefused for less than the law asks (C-13). */
export const judgeRetention = (retentionYears: number): void => {
  if (!Number.isSafeInteger(retentionYears) || retentionYears < leastYears)
    throw new OptionsRefused(`the audit log is kept for ${leastYears} years or more, not ${retentionYears} (C-13)`);
};

/** Keeps the log as long as the process lives. Throws OptionsRefused for a retention below five years. */
export const createMemoryAuditLog = ({ retentionYears = leastYears } = {}): AuditLog => {
  judgeRetention(retentionYears);
  const entries: ChainedEntry[] = [];
  return {
    retentionYears,
    begin: async () => undefined,
    end: async (entry) => {
      entries.push(chainEntry(entry, entries.at(-1)?.hash ?? chainStart));
    },
    read: async () => [...entries],
    close: async () => undefined,
  };
};
