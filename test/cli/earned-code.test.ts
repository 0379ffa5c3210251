// The exit code that a run has earned: ours before the client's, the client's before what could not be found out.
import { expect, it } from 'vitest';
import { earnedCode } from '../../cli/earned-code.ts';
import type { Verdict } from '../../conformance/verdict.ts';
import { lawful, runOf, suiteOf } from '../conformance/report/suite.ts';

const ended = (verdict: Verdict, scenarioClass = 'core') => {
  const run = runOf({ id: `${scenarioClass}/${verdict}`, class: scenarioClass }, lawful);
  return { ...run, verdict: { ...run.verdict, verdict } };
};

it.each<[number, string, ReturnType<typeof ended>[]]>([
  [0, 'all passed', [ended('pass'), ended('warn')]],
  [0, 'an unclaimed class is not supported', [ended('pass'), ended('unsupported', 'restart')]],
  [1, 'our own error goes before a failure', [ended('fail'), ended('harness-error')]],
  [4, 'a failure', [ended('pass'), ended('fail')]],
  [4, 'a failure goes before a void', [ended('void'), ended('fail')]],
  [4, 'an adapter error', [ended('adapter-error')]],
  [4, 'untestable', [ended('untestable')]],
  [4, 'core is not supported', [ended('unsupported')]],
  [5, 'a void', [ended('pass'), ended('void')]],
  [5, 'nothing that is required was executed', [ended('unsupported', 'restart')]],
  [5, 'nothing at all', []],
])('%i: %s', (code, _why, scenarios) => {
  expect(earnedCode(suiteOf(scenarios))).toBe(code);
});
