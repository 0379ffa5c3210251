// The judge: a verdict on one scenario from its evidence alone, the same whenever it is asked (V-1, V-2).
import type { Check, Finding } from './check.ts';
import { listed, say } from './checks/finding.ts';
import { checkById, checks } from './checks/registry.ts';
import { disagreements } from './cross-check/disagreements.ts';
import type { Evidence } from './evidence.ts';
import type { Scenario } from './scenario/scenario.ts';
import type { CheckVerdict, ScenarioVerdict, Verdict } from './verdict.ts';

/** What the check says about itself; the rest of a `CheckVerdict` is what it found. */
const nameOf = ({ id, clauses, level, requirement }: Check) => ({ id, clauses, level, requirement });

const concludeCheck = (check: Check, finding: Finding, besides: readonly string[]): CheckVerdict => ({
  ...nameOf(check),
  ...finding,
  besides,
  exchanges: [...new Set(finding.exchanges ?? [])],
});

const nothingFound = (check: Check): CheckVerdict => ({
  ...nameOf(check),
  verdict: 'void',
  message: {
    en: 'nothing to look at: the scenario never came to what this check judges',
    zh: '无可判定：场景未进行到此项检查所判定之处',
  },
  exchanges: [],
});

/** Universal and watched checks where they find something; the scenario's own always, void where they find nothing. */
const runChecks = (scenario: Scenario, evidence: Evidence): CheckVerdict[] => {
  const own = new Set(scenario.checks);
  const watched = new Set(scenario.watch);
  const judged: CheckVerdict[] = [];
  for (const check of checks) {
    if (check.scope !== 'universal' && !own.has(check.id) && !watched.has(check.id)) continue;
    const finding = check.judge(evidence, scenario);
    if (finding) judged.push(concludeCheck(check, finding, check.besides?.(evidence, scenario) ?? []));
    else if (own.has(check.id)) judged.push(nothingFound(check));
  }
  return judged;
};

type Conclusion = Pick<ScenarioVerdict, 'verdict' | 'reason' | 'words'>;

/** The verdict comes from the checks. */
const judgedBy = (verdict: Verdict): Conclusion => ({ verdict, reason: null, words: null });

/** The session ended so, and what ended it says why. */
const ended = (verdict: Verdict, reason: string): Conclusion => ({ verdict, reason, words: null });

const concluded = (verdict: Verdict, en: string, zh: string): Conclusion => ({
  verdict,
  reason: `${en} ${zh}`,
  words: say(en, zh),
});

const silentFaults = (evidence: Evidence): string[] =>
  evidence.faults.filter(({ required, hits }) => required && hits === 0).map(({ id }) => id);

/** Precedence: fail > void > untestable > warn > pass; a fail is never hidden by a void. */
const concludeContent = (judged: readonly CheckVerdict[], evidence: Evidence): Conclusion => {
  const has = (verdict: CheckVerdict['verdict']) => judged.some((check) => check.verdict === verdict);
  const silent = silentFaults(evidence);
  if (has('fail')) return judgedBy('fail');
  if (evidence.end.kind === 'void') return ended('void', evidence.end.reason);
  if (silent.length > 0) {
    const ids = silent.join(', ');
    return concluded('void', `required fault never fired: ${ids}`, `必需的故障从未触发：${ids}`);
  }
  const empty = judged.filter(({ verdict }) => verdict === 'void').map(({ id }) => id);
  if (empty.length > 0) {
    const ids = empty.join(', ');
    return concluded('void', `nothing to judge for ${ids}`, `以下检查无可判定：${ids}`);
  }
  if (judged.length === 0) return concluded('void', 'no check found anything to judge', '没有检查找到可判定的内容');
  if (has('untestable')) return judgedBy('untestable');
  return judgedBy(has('warn') ? 'warn' : 'pass');
};

const conclude = (judged: readonly CheckVerdict[], scenario: Scenario, evidence: Evidence): Conclusion => {
  const { end } = evidence;
  if (end.kind === 'harness-error') return ended('harness-error', end.reason);
  if (end.kind === 'incomplete') return ended('void', end.reason);
  const unknown = [...scenario.checks, ...scenario.watch].filter((id) => checkById(id) === null);
  if (unknown.length > 0) {
    const ids = unknown.join(', ');
    return concluded('harness-error', `unknown check ${ids}`, `未知的检查 ${ids}`);
  }
  const disagreed = disagreements(evidence, scenario);
  if (disagreed.length > 0) {
    const { en, zh } = listed(disagreed);
    return concluded('harness-error', `judge and bureau disagree: ${en}`, `裁决者与税局不一致：${zh}`);
  }
  if (end.kind === 'adapter-error' || end.kind === 'unsupported') return ended(end.kind, end.reason);
  return concludeContent(judged, evidence);
};

/** Checks judge a session by its content: there is none to speak of when it broke down, was not supported or is not all there. */
const isJudgeable = ({ end }: Evidence): boolean => end.kind === 'complete' || end.kind === 'void';

/** Pure: nothing but the scenario and its evidence goes in (V-2). */
export const judgeScenario = (scenario: Scenario, evidence: Evidence): ScenarioVerdict => {
  const judged = isJudgeable(evidence) ? runChecks(scenario, evidence) : [];
  return {
    id: scenario.id,
    title: scenario.title,
    class: scenario.class,
    clauses: scenario.clauses,
    ...conclude(judged, scenario, evidence),
    checks: judged,
  };
};
