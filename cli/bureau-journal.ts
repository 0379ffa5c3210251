// `liandiao bureau export`: the journal of a running bureau into a file, whole or not at all (B-11).
import { createWriteStream, renameSync, rmSync } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { type Command, Option } from 'commander';
import { exportFormats } from '../simulator/journal/export-wish.ts';
import { addControlFlags, type ControlFlags, createControlSend } from './control-call.ts';
import { Refusal } from './refusal.ts';

type ExportFlags = ControlFlags & {
  readonly out: string;
  readonly tenant: string;
  readonly plain?: true;
  readonly format: (typeof exportFormats)[number];
  readonly from?: string;
  readonly to?: string;
};
type End = {
  readonly kind?: string;
  readonly exchanges: number;
  readonly changes: number;
  readonly dropped: { readonly exchanges: number; readonly changes: number };
};

/** As JSON on its line, or in the last cell of its row. */
const endOf = (line: string): string =>
  line.startsWith(',end,') ? line.slice(line.indexOf('"') + 1, -1).replaceAll('""', '"') : line;

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
        const end = JSON.parse(endOf(tail.trimEnd().split('\n').at(-1) ?? '')) as End;
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
  rmSync(beside, { force: true });
  try {
    await pipeline(Readable.from(pass(body)), createWriteStream(beside, { mode: 0o600, flags: 'wx' }));
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

const pathOf = ({ tenant, plain, format, from, to }: ExportFlags): string => {
  const query = new URLSearchParams({ format });
  if (plain) query.set('plain', 'true');
  if (from !== undefined) query.set('from', from);
  if (to !== undefined) query.set('to', to);
  return `/tenants/${encodeURIComponent(tenant)}/journal:export?${query}`;
};

const exportJournal = async (flags: ExportFlags): Promise<void> => {
  const send = createControlSend(flags);
  const { body } = await send('GET', pathOf(flags));
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
    .description('write the journal of a running bureau as NDJSON or CSV, tax numbers and amounts masked 导出流水')
    .requiredOption('--out <file>', 'the file to write; only its owner may read it')
    .option('--tenant <id>', 'whose journal', 'default')
    .addOption(
      new Option('--format <format>', 'ndjson, csv, or excel: CSV that Excel reads at a double click')
        .choices(exportFormats)
        .default('ndjson'),
    )
    .option(
      '--from <moment>',
      'a day (yyyy-MM-dd) or an instant (yyyy-MM-ddTHH:mm:ss.SSS+08:00), UTC+8, by the tenant’s clock',
    )
    .option('--to <moment>', 'likewise; a day is meant to its end, an instant is not itself meant')
    .option('--plain', 'nothing masked, and what went over the wire beside it; secrets never')
    .action(exportJournal);
};
