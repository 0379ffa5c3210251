// The list of `--known-failures`, read; and what is said of a run that was held against it (V-4).
import { readFileSync } from 'node:fs';
import { type Holding, holdAgainst, isAllKnown } from '../conformance/known-failures/hold-against.ts';
import { type KnownFailure, readKnownFailures } from '../conformance/known-failures/read-known-failures.ts';
import type { SuiteRun } from '../conformance/report/suite-run.ts';
import { describeRefusal } from '../conformance/scenario/refusal.ts';
import { type ExitCode, exitCode } from './exit-code.ts';
import { plainText } from './plain-text.ts';
import { Refusal } from './refusal.ts';

/** Throws `Refusal` for a file that cannot be read, naming line and column. */
export const knownFailuresOf = (file: string): readonly KnownFailure[] => {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new Refusal(`--known-failures ${file}: it cannot be read (${code})`, 'Name a YAML file, a list of entries.');
  }
  const reading = readKnownFailures(text, file);
  if (reading.ok) return reading.list;
  throw new Refusal(
    `the known failures cannot be used:\n  ${reading.refusals.map(describeRefusal).join('\n  ')}`,
    'An entry has check, message, reason, owner, expires, and scenario where it is about some only (V-4).',
  );
};

const words = {
  unmatched: 'unmatched 无对应: its check was judged in none of its scenarios 该检查未在其场景中判定',
  stale: 'stale 已失效: the check does not fail so 该检查并非如此失败',
  expired: 'expired 已过期',
} as const;

const describeHolding = ({ known, unknown, wrong }: Holding): string[] => [
  ...known.map(({ scenario, check, entry }) => {
    const { reason, owner, expires } = entry;
    return `known 已知 ${scenario} ${check.id}: ${reason} (${owner}, until 至 ${expires})`;
  }),
  ...unknown.map(({ scenario, check }) => `new 新的 ${scenario} ${check.id}: ${check.message.en}`),
  ...wrong.map(
    ({ entry, why }) => `${words[why]}: ${entry.check} ${entry.scenario ?? ''} "${entry.message}" (${entry.owner})`,
  ),
];

export type Excuse = { readonly lines: readonly string[]; readonly code: ExitCode };

/**
 * What is said, and the exit code: 0 when nothing but what is known went wrong, else what the run earned, and
 * 4 for a list that does not tell the truth. `repair` is the command that mends it.
 */
export const excuse = (
  run: SuiteRun,
  list: readonly KnownFailure[],
  { earned, repair }: { readonly earned: ExitCode; readonly repair: string },
): Excuse => {
  const holding = holdAgainst(run, list, run.startedAt.slice(0, 'yyyy-MM-dd'.length));
  const { known, wrong, unknown } = holding;
  const lines = describeHolding(holding).map((line) => plainText(line, '  '));
  const mend = wrong.length + unknown.length > 0 ? [`the list is mended by 修订清单: ${repair}`] : [];
  const count = `known failures 已知失败: ${known.length} known, ${unknown.length} new, ${wrong.length} wrong entries 条目有误`;
  const allKnown = isAllKnown(run, holding);
  const code = allKnown ? exitCode.ok : wrong.length > 0 && earned === exitCode.ok ? exitCode.notConformant : earned;
  return { lines: [...lines, ...mend, count], code };
};
