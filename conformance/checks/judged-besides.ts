// What a check judges in some sessions only: rows of section R whose code the client met, field rules (P) that the scenario breaks.
import type { Evidence } from '../evidence.ts';
import { onceAnEvidence } from '../once-an-evidence.ts';
import type { Scenario } from '../scenario/scenario.ts';
import { readAttempts } from './attempt.ts';
import { codeOf } from './meaning.ts';

/** Return codes that the client was answered and may believe (C-2), sorted. */
export const metCodes: (evidence: Evidence) => readonly string[] = onceAnEvidence((evidence) =>
  [...new Set(readAttempts(evidence).flatMap((attempt) => codeOf(attempt) ?? []))].sort(),
);

/** The rows of these codes, as scenarios cite them: `R-4001`. */
export const rowsOf =
  (codes: readonly string[]) =>
  (evidence: Evidence): readonly string[] =>
    metCodes(evidence)
      .filter((code) => codes.includes(code))
      .map((code) => `R-${code}`);

/** A scenario about an order that must be refused at home cites the rules which that order breaks. */
export const fieldRules = (_evidence: Evidence, { clauses }: Pick<Scenario, 'clauses'>): readonly string[] =>
  clauses.filter((clause) => clause.startsWith('P-'));
