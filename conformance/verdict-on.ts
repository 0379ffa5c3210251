// A verdict on whatever evidence there is: a judge that fails over what a client said is an error of ours, and of that scenario alone.
import type { Evidence } from './evidence.ts';
import { judgeScenario } from './judge.ts';
import type { Scenario } from './scenario/scenario.ts';
import type { ScenarioVerdict } from './verdict.ts';

/** Never throws. */
export const verdictOn = (scenario: Scenario, evidence: Evidence): ScenarioVerdict => {
  try {
    return judgeScenario(scenario, evidence);
  } catch (error) {
    const reason = `the judge failed: ${error instanceof Error ? error.message : String(error)}`;
    return judgeScenario(scenario, { ...evidence, end: { kind: 'harness-error', reason } });
  }
};
