// What a session keeps: in its folder, so that it survives a kill, or in memory where the kit named none (D-6).
import { type AuditLog, createMemoryAuditLog } from '../audit/audit-log.ts';
import { createFileAuditLog } from '../audit/file-audit-log.ts';
import { createFileRolloutStore } from '../rollout/file-rollout-store.ts';
import type { RolloutOptions } from '../rollout/rollout.ts';
import { createMemoryRolloutStore } from '../rollout/rollout-store.ts';
import { createFileStore } from '../store/file-store.ts';
import { createJournal } from '../store/journal.ts';
import { createMemoryStore } from '../store/memory-store.ts';
import type { DeedStore } from '../store/store.ts';
import { createFileTaxCodes, createMemoryTaxCodes } from '../tax-codes/stores.ts';
import type { TaxCodeStore } from '../tax-codes/sync-table.ts';

export type SessionState = {
  readonly store: DeedStore;
  readonly taxCodes: TaxCodeStore;
  readonly audit: AuditLog;
  readonly rollout: RolloutOptions;
  /** Lets go of the files; a later call takes them up again. */
  readonly close: () => Promise<void>;
};

const createStateInMemory = (): SessionState => ({
  store: createMemoryStore(),
  taxCodes: createMemoryTaxCodes(),
  audit: createMemoryAuditLog(),
  rollout: { store: createMemoryRolloutStore() },
  close: async () => undefined,
});

const createStateIn = (folder: string): SessionState => {
  const journal = createJournal(folder);
  const audit = createFileAuditLog(folder);
  return {
    store: createFileStore(journal),
    taxCodes: createFileTaxCodes(folder),
    audit,
    rollout: { store: createFileRolloutStore(journal) },
    close: async () => {
      await Promise.all([journal.close(), audit.close()]);
    },
  };
};

export const createSessionState = (stateDir: string | null): SessionState =>
  stateDir === null ? createStateInMemory() : createStateIn(stateDir);
