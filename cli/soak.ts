// `certify --soak N`: random scripts instead of the scenarios; what fails is written as a scenario file that can be played again.
import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import picomatch from 'picomatch';
import type { SuiteRun } from '../conformance/report/suite-run.ts';
import { type OpenSoakOptions, openSoak } from '../conformance/soak/open-soak.ts';
import { type Find, soakId } from '../conformance/soak/run-soak.ts';
import { exitCode } from './exit-code.ts';
import { Refusal } from './refusal.ts';

export type SoakFlags = {
  readonly soak: number;
  readonly only?: string;
  readonly clock: 'virtual' | 'real';
  readonly out: string;
  readonly calm?: readonly string[];
  readonly client: string;
  readonly quiet?: true;
};

/** Numbers of the scripts to be run; `scenariosGiven`: whether a folder was named on the command line. */
export const soakNumbers = (
  flags: SoakFlags,
  { scenariosGiven }: { readonly scenariosGiven: boolean },
): readonly number[] => {
  if (scenariosGiven)
    throw new Refusal('--soak draws its own scripts and takes no --scenarios', 'Leave one of the two out.');
  if (flags.clock === 'real')
    throw new Refusal('--soak is for the virtual clock: in real time it would take days', 'Leave --clock real out.');
  const wanted = flags.only === undefined ? () => true : picomatch(flags.only);
  const numbers = Array.from({ length: flags.soak }, (_, at) => at + 1).filter((number) => wanted(soakId(number)));
  if (numbers.length === 0)
    throw new Refusal(
      `--only ${flags.only}: no script of this soak has such an id, nothing was executed`,
      `Ids are ${soakId(1)} to ${soakId(flags.soak)}.`,
      exitCode.inconclusive,
    );
  return numbers;
};

const quoted = (text: string): string => `'${text.replaceAll("'", `'\\''`)}'`;

const replayOf = ({ id }: Find, flags: SoakFlags, seed: number): string =>
  `liandiao certify --client ${quoted(flags.client)} --scenarios ${quoted(join(flags.out, 'soak'))} --only ${id} --seed ${seed}${flags.calm ? ` --calm ${flags.calm.join(',')}` : ''}`;

/** What an earlier soak found there is gone: the folder holds what this one found. */
const writeFinds = (folder: string, finds: readonly Find[], commands: readonly string[]): void => {
  mkdirSync(folder, { recursive: true });
  for (const name of readdirSync(folder)) if (/^soak-\d+\.yaml$/.test(name)) rmSync(join(folder, name));
  for (const [at, { id, text }] of finds.entries())
    writeFileSync(join(folder, `${id}.yaml`), `# ${commands[at]}\n${text}`);
};

/** One script may fail in two ways: then its file shows the first. */
const byId = (finds: readonly Find[]): Find[] =>
  finds.filter((find, at) => finds.findIndex(({ id }) => id === find.id) === at);

/** Runs the soak; failures come as files in OUT/soak and as lines for `say`. Null when it was interrupted. */
export const soak = async (
  flags: SoakFlags,
  options: Omit<OpenSoakOptions, 'onShrink'>,
  say: (line: string) => void,
): Promise<SuiteRun | null> => {
  const onShrink = ({
    script,
    runs,
    size,
  }: {
    readonly script: string;
    readonly runs: number;
    readonly size: number;
  }) => {
    if (!flags.quiet) process.stderr.write(`shrinking 缩减 ${script}: ${runs} runs, ${size} characters\n`);
  };
  const soaked = await openSoak({ ...options, onShrink });
  if (options.signal?.aborted) return null;
  const finds = byId(soaked.finds);
  const folder = join(flags.out, 'soak');
  const commands = finds.map((find) => replayOf(find, flags, options.seed));
  writeFinds(folder, finds, commands);
  for (const [at, { id, key, again, runs }] of finds.entries()) {
    const file = join(folder, `${id}.yaml`);
    say(
      `${key}: ${file}, the smallest of ${runs} tried${again ? '' : ' (did not fail again when it was played once more)'}`,
    );
    say(`  replay 重放: ${commands[at]}`);
  }
  const told = finds.map(({ id, key }) => ({ id, check: key, file: `soak/${id}.yaml` }));
  return { ...soaked.run, soak: { finds: told } };
};
