// The judge: a verdict on one scenario from its evidence alone, the same whenever it is asked (V-1, V-2).
import type { Check, Finding } from './check.ts';
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
  clauses: [...check.clauses, ...besides],
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
const runChecks = (scenario: Scenario, evidence: Evidence): CheckVerdict[] =>
  checks.flatMap((check) => {
    const listed = scenario.checks.includes(check.id);
    if (!listed && check.scope !== 'universal' && !scenario.watch.includes(check.id)) return [];
    const finding = check.judge(evidence, scenario);
    if (finding) return [concludeCheck(check, finding, check.besides?.(evidence, scenario) ?? [])];
    return listed ? [nothingFound(check)] : [];
  });

type Conclusion = { readonly verdict: Verdict; readonly reason: string | null };

const silentFaults = (evidence: Evidence): string[] =>
  evidence.faults.filter(({ required, hits }) => required && hits === 0).map(({ id }) => id);

/** Precedence: fail > void > untestable > warn > pass; a fail is never hidden by a void. */
const concludeContent = (judged: readonly CheckVerdict[], evidence: Evidence): Conclusion => {
  const has = (verdict: CheckVerdict['verdict']) => judged.some((check) => check.verdict === verdict);
  const silent = silentFaults(evidence);
  if (has('fail')) return { verdict: 'fail', reason: null };
  if (evidence.end.kind === 'void') return { verdict: 'void', reason: evidence.end.reason };
  if (silent.length > 0) return { verdict: 'void', reason: `required fault never fired: ${silent.join(', ')}` };
  const empty = judged.filter(({ verdict }) => verdict === 'void').map(({ id }) => id);
  if (empty.length > 0) return { verdict: 'void', reason: `nothing to judge for ${empty.join(', ')}` };
  if (judged.length === 0) return { verdict: 'void', reason: 'no check found anything to judge' };
  if (has('untestable')) return { verdict: 'untestable', reason: null };
  return { verdict: has('warn') ? 'warn' : 'pass', reason: null };
};

const conclude = (judged: readonly CheckVerdict[], scenario: Scenario, evidence: Evidence): Conclusion => {
  const { end } = evidence;
  if (end.kind === 'harness-error') return { verdict: 'harness-error', reason: end.reason };
  if (end.kind === 'incomplete') return { verdict: 'void', reason: end.reason };
  const unknown = [...scenario.checks, ...scenario.watch].filter((id) => checkById(id) === null);
  if (unknown.length > 0) return { verdict: 'harness-error', reason: `unknown check ${unknown.join(', ')}` };
  const disagreed = disagreements(evidence, scenario);
  if (disagreed.length > 0)
    return { verdict: 'harness-error', reason: `judge and bureau disagree: ${disagreed.join('; ')}` };
  if (end.kind === 'adapter-error' || end.kind === 'unsupported') return { verdict: end.kind, reason: end.reason };
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
