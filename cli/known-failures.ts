// `liandiao known-failures REPORT LIST`: mends a list of known failures after a run — what no longer tells the truth goes, what is new comes on request.
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Command, InvalidArgumentError, Option } from 'commander';
import { type Document, isSeq, parseDocument } from 'yaml';
import { type Holding, holdAgainst, withoutWrong } from '../conformance/known-failures/hold-against.ts';
import type { SuiteRun } from '../conformance/report/suite-run.ts';
import { readTranscript } from '../conformance/stored/read-transcript.ts';
import { knownFailuresOf } from './known-failures-of.ts';
import { Refusal } from './refusal.ts';

type RepairFlags = {
  readonly add?: true;
  readonly reason?: string;
  readonly owner?: string;
  readonly expires?: string;
};

const readDay = (text: string): string => {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) throw new InvalidArgumentError('a day is written yyyy-MM-dd');
  return text;
};

const readRun = (folder: string): SuiteRun => {
  const file = join(folder, 'transcript.ndjson');
  if (!existsSync(file))
    throw new Refusal(
      `${folder}: there is no transcript.ndjson in there`,
      'Name the folder that `liandiao certify --out` has written.',
    );
  const reading = readTranscript(readFileSync(file, 'utf8'));
  if (!reading.ok)
    throw new Refusal(`${file}:${reading.fault.line}: ${reading.fault.words.en}`, 'Certify the client anew.');
  const { suite, scenarios } = reading.run;
  return { ...suite, scenarios: scenarios.map(({ told, ...one }) => ({ ...one, verdict: told })) };
};

/** One entry for each check that fails with the same words. */
const entriesFor = ({ unknown }: Holding, flags: Required<Omit<RepairFlags, 'add'>>) => {
  const seen = new Map<string, object>();
  for (const { scenario, check } of unknown) {
    const { reason, owner, expires } = flags;
    const entry = { check: check.id, scenario, message: check.message.en, reason, owner, expires };
    seen.set(`${check.id}\n${scenario}`, entry);
  }
  return [...seen.values()];
};

const wantedOf = ({ add, reason, owner, expires }: RepairFlags): Required<Omit<RepairFlags, 'add'>> | null => {
  if (!add) return null;
  if (reason !== undefined && owner !== undefined && expires !== undefined) return { reason, owner, expires };
  throw new Refusal(
    '--add: what is new needs a reason, an owner and a day on which it ends (V-4)',
    'Give --reason TEXT --owner NAME --expires yyyy-MM-dd.',
  );
};

/** The list as a YAML text whose comments stay where their entries do. */
const mend = (text: string, kept: ReadonlySet<number>, added: readonly object[]): string => {
  const document: Document = parseDocument(text);
  if (!isSeq(document.contents)) document.contents = document.createNode([]);
  const list = document.contents;
  if (!isSeq(list)) return text;
  list.items = list.items.filter((_item, at) => kept.has(at));
  for (const entry of added) list.add(document.createNode(entry));
  list.flow = list.items.length === 0;
  return document.toString({ lineWidth: 0 });
};

/** Whole or not at all. */
const replaceList = (file: string, text: string): void => {
  const draft = `${file}.part`;
  try {
    writeFileSync(draft, text);
    renameSync(draft, file);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new Refusal(`${file}: it cannot be written (${code})`, 'Name a file in a folder that may be written.');
  }
};

const run = (folder: string, file: string, flags: RepairFlags): void => {
  const wanted = wantedOf(flags);
  const suite = readRun(folder);
  const list = existsSync(file) ? knownFailuresOf(file) : [];
  const holding = holdAgainst(suite, list, suite.startedAt.slice(0, 'yyyy-MM-dd'.length));
  const stays = new Set(withoutWrong(list, holding));
  const kept = new Set(list.flatMap((entry, at) => (stays.has(entry) ? [at] : [])));
  const added = wanted ? entriesFor(holding, wanted) : [];
  replaceList(file, mend(existsSync(file) ? readFileSync(file, 'utf8') : '', kept, added));
  const expired = holding.wrong.filter(({ why }) => why === 'expired').length;
  process.stdout.write(
    `${file}: ${kept.size} kept 保留, ${list.length - kept.size} removed 删除, ${added.length} added 新增\n` +
      (expired > 0 ? `${expired} expired: their owners renew or remove them 已过期的由负责人续期或删除\n` : '') +
      (!wanted && holding.unknown.length > 0
        ? `${holding.unknown.length} failures are new; --add takes them in 新的失败可用 --add 收入\n`
        : ''),
  );
};

/** Adds `known-failures REPORT LIST [--add …]`. */
export const registerKnownFailures = (program: Command): void => {
  program
    .command('known-failures')
    .description('mend a list of known failures after a run')
    .argument('<report>', 'the folder that `certify --out` has written')
    .argument('<list>', 'the YAML file of `certify --known-failures`; made when missing')
    .option('--add', 'take in the failures that are new')
    .option('--reason <text>', 'why they are known')
    .option('--owner <name>', 'who will see to them')
    .addOption(new Option('--expires <day>', 'yyyy-MM-dd, the last day on which they are excused').argParser(readDay))
    .action(run);
};
