import { describe, expect, it } from 'vitest';
import { precheckOrder } from '../../../client/precheck/precheck-order.ts';
import { loadScenarios } from '../../../conformance/scenario/load-scenarios.ts';

const { scenarios } = loadScenarios('scenarios', { seed: 20261123 });
const wrong = scenarios.filter((scenario) => scenario.checks.includes('precheck.not-sent'));
const right = scenarios.filter((scenario) => !wrong.includes(scenario));

const rulesBroken = (order: unknown): readonly string[] => {
  const checked = precheckOrder(order);
  return checked.ok ? [] : [...new Set(checked.errors.map((error) => error.rule))];
};

describe('the orders of the scenarios', () => {
  it.each(wrong.map((scenario) => [scenario.id, scenario] as const))(
    'break in %s the one rule it names',
    (_id, scenario) => {
      const broken = Object.values(scenario.orders).flatMap(rulesBroken);
      expect(broken).toEqual(scenario.clauses.filter((clause) => clause.startsWith('P-')));
    },
  );

  it.each(right.map((scenario) => [scenario.id, scenario] as const))(
    'break in %s no rule a client must check',
    (_id, scenario) => {
      expect(Object.values(scenario.orders).flatMap(rulesBroken)).toEqual([]);
    },
  );
});
