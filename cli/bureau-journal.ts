// `liandiao bureau export`: the journal of a running bureau into a file, whole or not at all (B-11).
import { createWriteStream, renameSync, rmSync } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Command } from 'commander';
import { addControlFlags, type ControlFlags, createControlSend } from './control-call.ts';
import { Refusal } from './refusal.ts';

type ExportFlags = ControlFlags & { readonly out: string; readonly tenant: string; readonly plain?: true };
type End = {
  readonly kind?: string;
  readonly exchanges: number;
  readonly changes: number;
  readonly dropped: { readonly exchanges: number; readonly changes: number };
};

/** Longer than the last line can be. */
const tailLength = 4096;

/** Passes on what comes, and keeps how it ends. */
const keepTail = () => {
  let tail = '';
  return {
    pass: async function* (pieces: AsyncIterable<Uint8Array>) {
      for await (const piece of pieces) {
        tail = (tail + Buffer.from(piece).subarray(-tailLength).toString()).slice(-tailLength);
        yield piece;
      }
    },
    end: (): End | null => {
      try {
        const end = JSON.parse(tail.trimEnd().split('\n').at(-1) ?? '') as End;
        return end.kind === 'end' ? end : null;
      } catch {
        return null;
      }
    },
  };
};

const writeWhole = async (body: ReadableStream<Uint8Array>, file: string): Promise<End> => {
  const beside = `${file}.${process.pid}.new`;
  const { pass, end } = keepTail();
  try {
    await pipeline(Readable.from(pass(body)), createWriteStream(beside, { mode: 0o600 }));
    const told = end();
    if (!told) throw new Refusal('the export broke off before its last line', 'Ask again; see the log of the bureau.');
    renameSync(beside, file);
    return told;
  } catch (error) {
    rmSync(beside, { force: true });
    const { code, cause } = error as NodeJS.ErrnoException;
    if (typeof code === 'string' && /^E(ACCES|PERM|ROFS|NOTDIR|NOENT|NOSPC|ISDIR)$/.test(code))
      throw new Refusal(
        `--out ${file}: it cannot be written (${code})`,
        'Name a file in a directory that may be written.',
      );
    if (error instanceof TypeError && cause !== undefined)
      throw new Refusal('the connection broke in the middle of the export', 'Ask again; see the log of the bureau.');
    throw error;
  }
};

const exportJournal = async (flags: ExportFlags): Promise<void> => {
  const send = createControlSend(flags);
  const path = `/tenants/${encodeURIComponent(flags.tenant)}/journal:export${flags.plain ? '?plain=true' : ''}`;
  const { body } = await send('GET', path);
  if (body === null) throw new Refusal('the bureau answered with nothing', 'Ask again; see the log of the bureau.');
  const end = await writeWhole(body, flags.out);
  const { exchanges, changes, dropped } = end;
  const lost = dropped.exchanges + dropped.changes;
  const lines = [
    `${flags.out}: ${exchanges} exchanges and ${changes} changes, tax numbers and amounts ${flags.plain ? 'plain' : 'masked'}`,
    ...(lost > 0 ? [`${lost} older ones were dropped before: the journal is bounded`] : []),
  ];
  process.stdout.write(flags.json ? `${JSON.stringify(end)}\n` : `${lines.join('\n')}\n`);
};

/** Adds the subcommand to `bureau`. */
export const addJournalCommands = (bureau: Command): void => {
  addControlFlags(bureau.command('export'))
    .description('write the journal of a running bureau as NDJSON, tax numbers and amounts masked 导出流水')
    .requiredOption('--out <file>', 'the file to write; only its owner may read it')
    .option('--tenant <id>', 'whose journal', 'default')
    .option('--plain', 'nothing masked, and what went over the wire beside it; secrets never')
    .action(exportJournal);
};
