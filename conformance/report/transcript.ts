// transcript.ndjson: all evidence of the run, one fact a line, complete enough to be judged again (V-2, V-3).
import type { ScenarioRun, SuiteRun } from './suite-run.ts';

const linesOf = ({ scenario, evidence, verdict }: ScenarioRun): unknown[] => {
  const { dialogue, wire, kitWire, pushes, ledger, claims, ...session } = evidence;
  const tag = <T extends object>(type: string, facts: readonly T[]) =>
    facts.map((fact) => ({ type, scenario: scenario.id, ...fact }));
  return [
    { type: 'scenario', scenario: scenario.id, definition: scenario, session },
    ...tag('dialogue', dialogue),
    ...tag('wire', wire),
    ...tag('kit-wire', kitWire),
    ...tag('push', pushes),
    ...tag('ledger', ledger),
    ...tag('claim', claims),
    { type: 'verdict', scenario: scenario.id, verdict },
  ];
};

/** The whole file; it holds the throwaway keys of its sessions so that it can be checked, and nothing else secret (V-3). */
export const writeTranscript = (run: SuiteRun): string => {
  const { scenarios, ...suite } = run;
  return [{ type: 'suite', ...suite }, ...scenarios.flatMap(linesOf)]
    .map((line) => `${JSON.stringify(line)}\n`)
    .join('');
};
