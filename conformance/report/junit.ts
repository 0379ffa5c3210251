// junit.xml: a testcase for each check of each scenario, for CI systems.
import junitModule, { type Builder } from 'junit-report-builder';
import { describeVariation } from '../variation/record.ts';
import type { CheckVerdict, ScenarioVerdict } from '../verdict.ts';
import type { SuiteRun } from './suite-run.ts';
import { clockWords } from './time-of-run.ts';

/** The package is CommonJS whose `module.exports` is the builder; its types say it were below `default`. */
const junit = junitModule as unknown as Builder;

/** XML 1.0 has no place for these, and clients may say anything. */
const unwritable = /[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu;

const clean = (text: string): string => text.toWellFormed().replace(unwritable, '\u{FFFD}');

const explain = (check: CheckVerdict): string =>
  [
    `requirement [${check.clauses.join(', ')}]: ${check.requirement.en} ${check.requirement.zh}`,
    `found: ${check.message.en} ${check.message.zh}`,
    ...(check.expected === undefined ? [] : [`expected: ${check.expected.en} 应为：${check.expected.zh}`]),
    ...(check.actual === undefined ? [] : [`actual: ${check.actual.en} 实际：${check.actual.zh}`]),
    ...(check.exchanges.length === 0 ? [] : [`exchanges: ${check.exchanges.join(', ')}`]),
  ].join('\n');

/** What went wrong beside the checks stands in a testcase of its own, so that no scenario can vanish. */
const speaksForItself = (verdict: ScenarioVerdict): boolean => verdict.reason !== null || verdict.checks.length === 0;

type Suite = ReturnType<Builder['testSuite']>;

const addCheck = (suite: Suite, scenarioId: string, check: CheckVerdict): void => {
  const testCase = suite
    .testCase()
    .className(scenarioId)
    .name(`${check.id} [${check.clauses.join(', ')}]`)
    .time(0);
  const text = clean(explain(check));
  if (check.verdict === 'fail') testCase.failure(clean(check.message.en), 'fail').stacktrace(text);
  else if (check.verdict === 'pass') testCase.standardOutput(clean(check.message.en));
  else if (check.verdict === 'warn') testCase.standardOutput(`warn\n${text}`);
  else testCase.error(clean(check.message.en), check.verdict, text);
};

const addScenario = (suite: Suite, verdict: ScenarioVerdict): void => {
  for (const check of verdict.checks) addCheck(suite, verdict.id, check);
  if (!speaksForItself(verdict)) return;
  const testCase = suite.testCase().className(verdict.id).name(`scenario: ${verdict.title.en}`).time(0);
  const reason = clean(verdict.reason ?? verdict.verdict);
  if (verdict.verdict === 'unsupported') testCase.skipped().standardOutput(reason);
  else testCase.error(reason, verdict.verdict, reason);
};

/** The whole file. Void, untestable and adapter errors are errors, not skips (V-1); a warning passes. */
export const writeJunit = (run: SuiteRun): string => {
  const report = junit.newBuilder();
  for (const { verdict, evidence } of run.scenarios) {
    const suite = report.testSuite().name(verdict.id).timestamp(run.startedAt.slice(0, 'yyyy-MM-ddTHH:mm:ss'.length));
    suite.property('client', clean(`${run.client.name} ${run.client.version}`)).property('seed', String(run.seed));
    suite.property('clock', clockWords(run).en);
    suite.property('variation', clean(describeVariation(evidence.variation)));
    addScenario(suite, verdict);
  }
  return report.build();
};
