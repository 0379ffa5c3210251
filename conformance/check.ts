// A check: one thing a client must (or should) do, judged from the evidence of one scenario alone (V-1, V-2).
import type { Bilingual } from './bilingual.ts';
import type { Evidence } from './evidence.ts';
import type { Scenario } from './scenario/scenario.ts';

export type { Bilingual };

/** What a check found; `null` from `judge` means there was nothing to look at. */
export type Finding = {
  readonly verdict: 'pass' | 'warn' | 'fail' | 'untestable';
  readonly message: Bilingual;
  readonly expected?: Bilingual;
  readonly actual?: Bilingual;
  /** `seq` of the exchanges that show it. */
  readonly exchanges?: readonly number[];
};

export type Check = {
  readonly id: string;
  readonly clauses: readonly string[];
  /** Clauses that it judges as well where it comes to a verdict in this session. */
  readonly besides?: (evidence: Evidence, scenario: Scenario) => readonly string[];
  /** `must`: a failure is `fail`; `should`: a failure is `warn`. */
  readonly level: 'must' | 'should';
  /** Universal checks are judged in every scenario where they find something; others only where a scenario names them. */
  readonly scope: 'universal' | 'scenario';
  readonly requirement: Bilingual;
  /** Pure: the same evidence and scenario always give the same finding. */
  readonly judge: (evidence: Evidence, scenario: Scenario) => Finding | null;
};
