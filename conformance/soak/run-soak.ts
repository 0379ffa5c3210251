// A soak: scripts drawn from the seed, run in batches against one bureau, what fails shrunk to the smallest that fails alike.
import { type CertifyOptions, certify } from '../certify.ts';
import { checkById } from '../checks/registry.ts';
import type { ScenarioRun, SuiteRun } from '../report/suite-run.ts';
import { emptyEvidence } from '../session/empty-evidence.ts';
import type { ScenarioVerdict } from '../verdict.ts';
import { drawScript } from './draw.ts';
import { readScript, type Script, writeScript } from './script.ts';
import { shrinkScript } from './shrink.ts';

export type SoakOptions = Omit<CertifyOptions, 'scenarios' | 'partial' | 'clock' | 'onProgress'> & {
  /** Numbers of the scripts, from 1. */
  readonly numbers: readonly number[];
  /** Classes that the client claims: it is asked before anything is drawn. */
  readonly capabilities: readonly string[];
  readonly onProgress: (event: { readonly done: number; readonly scenario: string }) => void;
  readonly onShrink: (event: { readonly script: string; readonly runs: number; readonly size: number }) => void;
};

/** A failure at its smallest. */
export type Find = {
  readonly id: string;
  /** The check that fails, or `adapter-error`. */
  readonly key: string;
  readonly text: string;
  /** Whether the file as written failed alike when it was played again. */
  readonly again: boolean;
  readonly runs: number;
};

export type Soak = { readonly run: SuiteRun; readonly finds: readonly Find[] };

/** Sessions side by side; evidence of more than these is never held at once. */
const batchSize = 40;
const mostRuns = 120;
const triedAtOnce = 8;
/** One for each way to fail; a client that fails in many is looked at in the first of them. */
const mostFinds = 5;

export const soakId = (number: number): string => `soak-${String(number).padStart(4, '0')}`;

/** The way a scenario failed: its first failing check that is not just a consequence, or that the client broke down. */
export const keyOf = ({ verdict, checks }: ScenarioVerdict): string | null => {
  if (verdict === 'adapter-error') return verdict;
  if (verdict !== 'fail') return null;
  const failed = checks.filter((check) => check.verdict === 'fail').map(({ id }) => id);
  return failed.find((id) => !id.endsWith('.expected')) ?? failed[0] ?? null;
};

const failsBy = ({ verdict, checks }: ScenarioVerdict, key: string): boolean =>
  key === 'adapter-error' ? verdict === key : checks.some(({ id, verdict: found }) => id === key && found === 'fail');

/** What passed has told all it had to: its evidence is let go, so that a soak of any length fits into memory. */
const withoutEvidence = (run: ScenarioRun): ScenarioRun => {
  const passed = run.verdict.verdict === 'pass' || run.verdict.verdict === 'warn';
  const end = { kind: 'complete' } as const;
  return passed ? { ...run, evidence: emptyEvidence(run.scenario, { clock: 'virtual', rate: 1 }, end) } : run;
};

const batchesOf = <T>(items: readonly T[]): T[][] =>
  Array.from({ length: Math.ceil(items.length / batchSize) }, (_, at) =>
    items.slice(at * batchSize, (at + 1) * batchSize),
  );

/** Title, purpose and checks of a script that a person will read. */
const signScript = (
  script: Script,
  about: { readonly number: number; readonly seed: number; readonly key: string },
): Script => {
  const { number, seed, key } = about;
  const { watch: _watch, ...others } = script;
  return {
    ...others,
    title: {
      en: `Soak ${number} of seed ${seed} fails ${key}`,
      zh: `种子 ${seed} 的第 ${number} 个随机剧本未通过 ${key}`,
    },
    purpose: {
      en: `Found by --soak with seed ${seed} and shrunk to the smallest script that still fails ${key}.`,
      zh: `由 --soak 以种子 ${seed} 发现，已缩减为仍未通过 ${key} 的最小剧本。`,
    },
    ...(checkById(key)?.scope === 'scenario' ? { watch: [key] } : {}),
  };
};

const shrink = async (options: SoakOptions, number: number, key: string): Promise<Find> => {
  const { seed, capabilities, calm = [], onShrink } = options;
  const id = soakId(number);
  const play = async (scripts: readonly Script[]): Promise<readonly boolean[]> => {
    // Drawn under the one id, so that orders and numbers stay what they are; told apart only in the run.
    const scenarios = scripts.map((script, at) => ({
      ...readScript(script, { id, seed, calm }),
      id: scripts.length === 1 ? id : `${id}~${at}`,
    }));
    const { scenarios: runs } = await certify({
      ...options,
      scenarios,
      clock: 'virtual',
      partial: true,
      onProgress: () => undefined,
    });
    return scenarios.map((scenario) => {
      const verdict = runs.find((run) => run.scenario.id === scenario.id)?.verdict;
      return verdict !== undefined && failsBy(verdict, key);
    });
  };
  const { script, runs } = await shrinkScript(drawScript(seed, number, capabilities), {
    failing: play,
    mostRuns,
    atOnce: triedAtOnce,
    onRound: (round) => onShrink({ script: id, ...round }),
  });
  const signed = signScript(script, { number, seed, key });
  const [again = false] = await play([signed]);
  return { id, key, text: writeScript(signed), again, runs };
};

/** Runs all scripts, then shrinks the first of each way to fail. Rejects as `certify` does. */
export const runSoak = async (options: SoakOptions): Promise<Soak> => {
  const { seed, capabilities, numbers, calm = [], onProgress } = options;
  const runs: ScenarioRun[] = [];
  const firsts = new Map<string, number>();
  let last: SuiteRun | null = null;
  let startedAt: string | null = null;
  let durationMs = 0;
  for (const batch of batchesOf(numbers)) {
    const scenarios = batch.map((number) =>
      readScript(drawScript(seed, number, capabilities), { id: soakId(number), seed, calm }),
    );
    const done = runs.length;
    last = await certify({
      ...options,
      scenarios,
      clock: 'virtual',
      partial: true,
      onProgress: (event) => onProgress({ ...event, done: done + event.done }),
    });
    startedAt ??= last.startedAt;
    durationMs += last.durationMs;
    for (const run of last.scenarios) {
      const key = keyOf(run.verdict);
      const number = batch.find((one) => soakId(one) === run.scenario.id);
      if (key !== null && number !== undefined && !firsts.has(key)) firsts.set(key, number);
      runs.push(withoutEvidence(run));
    }
    if (options.signal?.aborted) break;
  }
  if (!last) throw new Error('a soak of nothing');
  const finds: Find[] = [];
  for (const [key, number] of [...firsts].slice(0, mostFinds))
    if (!options.signal?.aborted) finds.push(await shrink(options, number, key));
  return { run: { ...last, startedAt: startedAt ?? last.startedAt, durationMs, scenarios: runs }, finds };
};
