// Whether stored evidence stands: every verdict is derived again from it, and every report is what it gives (V-2, V-3).
import type { Bilingual } from '../bilingual.ts';
import { say } from '../checks/finding.ts';
import type { ScenarioRun, SuiteRun } from '../report/suite-run.ts';
import { reportsOf } from '../report/write-reports.ts';
import type { Scenario } from '../scenario/scenario.ts';
import { verdictOn } from '../verdict-on.ts';
import { digestOf } from '../wire/digest.ts';
import { readTranscript, type StoredRun } from './read-transcript.ts';

/** The files of a report folder, as texts. */
export type StoredFiles = Readonly<Record<string, string>>;

/** Something that does not hold; `scenario` where it is about one. */
export type Objection = { readonly scenario: string | null; readonly words: Bilingual };

export type Verification = {
  /** As judged now; null where the transcript cannot be read. */
  readonly run: SuiteRun | null;
  readonly objections: readonly Objection[];
  /** Judged otherwise by this version than by the one that told it: no objection, but worth knowing. */
  readonly judgedAnew: readonly Objection[];
};

export type VerifyOptions = {
  readonly suiteVersion: string;
  /** The scenarios of this version, read with the seed of the run: what it tells of them must be these. */
  readonly scenariosOf: (suite: StoredRun['suite'], ids: readonly string[]) => readonly Scenario[];
};

const about = (scenario: string | null, en: string, zh: string): Objection => ({ scenario, words: say(en, zh) });

const ofSoak = about(
  null,
  'it is of a soak, which lets the evidence of what passed go; play its finds again instead',
  '这是随机剧本的记录，通过者的证据未保存；请重放其所发现的场景',
);

/** The digest that result.json names of the transcript, lower-case hexadecimal; null where it names none. */
const digestTold = (result: string | undefined): string | null => {
  try {
    const told = (JSON.parse(result ?? '') as { evidence?: { transcriptSm3?: unknown } } | null)?.evidence
      ?.transcriptSm3;
    return typeof told === 'string' ? told : null;
  } catch {
    return null;
  }
};

const objectToDigest = (files: StoredFiles): Objection[] => {
  const told = digestTold(files['result.json']);
  const found = digestOf(files['transcript.ndjson'] ?? '');
  if (told === found) return [];
  const named = told ?? 'none';
  return [
    about(
      null,
      `transcript.ndjson is not the evidence that result.json names: its SM3 is ${found}, named is ${named}`,
      `transcript.ndjson 并非 result.json 所指的证据：其 SM3 为 ${found}，所载为 ${named}`,
    ),
  ];
};

/** What a scenario lets the client meet decides what its verdict is worth. */
const objectToDefinitions = (stored: StoredRun, own: readonly Scenario[]): Objection[] => {
  const byId = new Map(own.map((scenario) => [scenario.id, scenario]));
  return stored.scenarios
    .filter(({ scenario }) => JSON.stringify(scenario) !== JSON.stringify(byId.get(scenario.id)))
    .map(({ scenario: { id } }) =>
      byId.has(id)
        ? about(id, 'the scenario told is not the one of this version and seed', '所载场景与本版本该种子的场景不同')
        : about(id, 'this version has no such scenario', '本版本没有这个场景'),
    );
};

const objectToVerdicts = (stored: StoredRun, run: SuiteRun): Objection[] =>
  stored.scenarios.flatMap(({ told }, at) => {
    const now = run.scenarios[at]?.verdict;
    if (!now || JSON.stringify(now) === JSON.stringify(told)) return [];
    const words = (verdict: typeof now) => {
      const wrong = verdict.checks.filter((check) => check.verdict !== 'pass').map(({ id }) => id);
      return [verdict.verdict, ...(wrong.length > 0 ? [`(${wrong.join(', ')})`] : [])].join(' ');
    };
    const [was, is] = [words(told), words(now)];
    return was === is
      ? [about(now.id, `${is} as told, but for other reasons`, `结论同为 ${is}，但理由不同`)]
      : [about(now.id, `told: ${was}; the evidence gives: ${is}`, `所载：${was}；由证据得出：${is}`)];
  });

/** Null where strangers' evidence has not even the shape of one. */
const tryReports = (run: SuiteRun): StoredFiles | null => {
  try {
    return reportsOf(run);
  } catch {
    return null;
  }
};

const objectToReports = (files: StoredFiles, run: SuiteRun): Objection[] => {
  const reports = tryReports(run);
  if (!reports) return [about(null, 'no report can be written from this evidence', '无法由这份证据写出报告')];
  return Object.entries(reports).flatMap(([name, text]) => {
    if (files[name] === text) return [];
    return files[name] === undefined
      ? [about(null, `${name} is missing`, `缺少 ${name}`)]
      : [about(null, `${name} is not what this evidence gives`, `${name} 并非由这份证据得出`)];
  });
};

/**
 * Verdicts of the same version must be derived again as told, from scenarios that are this version's, and every report must be
 * what they give, byte for byte. Of another version the transcript must be the one that result.json names; what is judged
 * otherwise now is told. Never throws for what the files hold.
 */
export const verifyRun = (files: StoredFiles, options: VerifyOptions): Verification => {
  const reading = readTranscript(files['transcript.ndjson'] ?? '');
  if (!reading.ok) {
    const { line, words } = reading.fault;
    const objection = about(null, `transcript.ndjson:${line}: ${words.en}`, `transcript.ndjson:${line}：${words.zh}`);
    return { run: null, objections: [objection], judgedAnew: [] };
  }
  const stored = reading.run;
  if (stored.suite.soak) return { run: null, objections: [ofSoak], judgedAnew: [] };
  const scenarios: ScenarioRun[] = stored.scenarios.map(({ scenario, evidence }) => ({
    ...{ scenario, evidence },
    verdict: verdictOn(scenario, evidence),
  }));
  const run: SuiteRun = { ...stored.suite, scenarios };
  const otherwise = objectToVerdicts(stored, run);
  const digest = objectToDigest(files);
  if (stored.suite.suite.version !== options.suiteVersion) return { run, objections: digest, judgedAnew: otherwise };
  const own = options.scenariosOf(
    stored.suite,
    stored.scenarios.map(({ scenario: { id } }) => id),
  );
  const objections = [...digest, ...otherwise, ...objectToDefinitions(stored, own), ...objectToReports(files, run)];
  return { run, objections, judgedAnew: [] };
};
