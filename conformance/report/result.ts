// result.json: the run for machines, its shape versioned.
import type { CheckVerdict, Verdict } from '../verdict.ts';
import { conformanceOf, type ScenarioRun, type SuiteRun } from './suite-run.ts';
import { longestOf } from './time-of-run.ts';

const schemaVersion = 1;

const totalNames: Readonly<Record<Verdict, string>> = {
  pass: 'pass',
  warn: 'warn',
  fail: 'fail',
  void: 'void',
  unsupported: 'unsupported',
  untestable: 'untestable',
  'adapter-error': 'adapterError',
  'harness-error': 'harnessError',
};

/** How many scenarios came to each verdict. */
export const countVerdicts = (scenarios: readonly ScenarioRun[]): Record<string, number> =>
  Object.fromEntries(
    (Object.entries(totalNames) as [Verdict, string][]).map(([verdict, name]) => [
      name,
      scenarios.filter((scenario) => scenario.verdict.verdict === verdict).length,
    ]),
  );

const checkOf = (check: CheckVerdict) => ({
  id: check.id,
  clauses: check.clauses,
  level: check.level,
  verdict: check.verdict,
  message: check.message.en,
  messageZh: check.message.zh,
  requirement: check.requirement,
  ...(check.expected === undefined ? {} : { expected: check.expected.en, expectedZh: check.expected.zh }),
  ...(check.actual === undefined ? {} : { actual: check.actual.en, actualZh: check.actual.zh }),
  exchanges: check.exchanges,
});

const scenarioOf = ({ verdict, evidence }: ScenarioRun) => ({
  id: verdict.id,
  verdict: verdict.verdict,
  title: verdict.title,
  class: verdict.class,
  clauses: verdict.clauses,
  reason: verdict.reason,
  variation: evidence.variation,
  checks: verdict.checks.map(checkOf),
});

/** The content of result.json. */
export const resultOf = (run: SuiteRun) => {
  const { conformant, reason, claimed, notClaimed } = conformanceOf(run);
  const { name, version, language } = run.client;
  const longest = longestOf(run);
  return {
    schemaVersion,
    suite: run.suite,
    specification: run.specification,
    client: { name, version, language },
    clock: run.clock,
    rate: run.rate,
    ...(longest ? { longest } : {}),
    seed: run.seed,
    calm: run.calm,
    partial: run.partial,
    ...(run.soak ? { soak: run.soak } : {}),
    startedAt: run.startedAt,
    conformant,
    reason,
    totals: countVerdicts(run.scenarios),
    classes: { claimed, notClaimed },
    scenarios: run.scenarios.map(scenarioOf),
    durationMs: run.durationMs,
  };
};
