// `liandiao bureau backup|restore`: the data directory copied while the bureau runs, and put back while it does not.
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Command } from 'commander';
import { writeInstant } from '../protocol/timestamp.ts';
import { UnusableData } from '../simulator/unusable-data.ts';
import { Refusal } from './refusal.ts';

type Flags = { readonly dataDir: string };

/** What cannot be used, or not be reached, in the words of a refusal. */
const refusing = <T>(work: () => T): T => {
  try {
    return work();
  } catch (error) {
    if (error instanceof UnusableData) throw new Refusal(error.message, error.remedy);
    const { code, path } = error as NodeJS.ErrnoException;
    if (typeof code === 'string' && /^E(ACCES|PERM|ROFS|NOTDIR|NOSPC|ISDIR|XDEV)$/.test(code))
      throw new Refusal(`${path ?? 'a file'} cannot be used (${code})`, 'Name folders that may be read and written.');
    throw error;
  }
};

const backup = async (folder: string, _flags: object, command: Command): Promise<void> => {
  const { dataDir } = command.optsWithGlobals<Flags>();
  const { writeBackup } = await import('../simulator/backup/write-backup.ts');
  const manifest = refusing(() => writeBackup(resolve(dataDir), resolve(folder), writeInstant(Date.now())));
  process.stdout.write(`${folder}: ${manifest.files.length} files of ${dataDir}, as of ${manifest.takenAt}\n`);
};

const restore = async (folder: string, _flags: object, command: Command): Promise<void> => {
  const { dataDir } = command.optsWithGlobals<Flags>();
  const { restoreBackup } = await import('../simulator/backup/restore-backup.ts');
  const aside = `${resolve(dataDir)}.before-restore-${Date.now()}`;
  const { takenAt } = refusing(() => restoreBackup(resolve(folder), { dataDir: resolve(dataDir), aside }));
  process.stdout.write(`${dataDir}: as it was at ${takenAt}\n`);
  if (existsSync(aside)) process.stdout.write(`what was there before is in ${aside}\n`);
};

/** Adds the subcommands to `bureau`; `--data-dir` is the bureau's. */
export const addBackupCommands = (bureau: Command): void => {
  bureau
    .command('backup')
    .description('copy the data directory into a new folder, also while the bureau runs 备份')
    .argument('<folder>', 'the folder to make')
    .addHelpText('after', '\nThe data directory is named by --data-dir or LIANDIAO_DATA_DIR. Keys are in the backup.')
    .action(backup);
  bureau
    .command('restore')
    .description('put a backup in the place of the data directory of a bureau that does not run 恢复')
    .argument('<folder>', 'a folder that `backup` made')
    .addHelpText('after', '\nWhat was in the data directory is moved aside, not deleted.')
    .action(restore);
};
