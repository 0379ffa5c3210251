// What a run says against a client, and whether that is what its row foretells.
import type { SuiteRun } from '../../conformance/report/suite-run.ts';
import type { BrokenClient } from './mutant.ts';

export type Conviction = {
  /** Ids of failed checks, sorted. */
  readonly convictedBy: readonly string[];
  readonly warnedBy: readonly string[];
  /** Why scenarios could not be judged by conduct: `adapter-error`, `harness-error`, `void`. */
  readonly otherwise: readonly string[];
  /** Ids of the scenarios that did not pass. */
  readonly scenarios: readonly string[];
};

const idsOf = (run: SuiteRun, wanted: 'fail' | 'warn'): readonly string[] => {
  const judged = run.scenarios.flatMap(({ verdict }) => verdict.checks);
  return [...new Set(judged.filter(({ verdict }) => verdict === wanted).map(({ id }) => id))].sort();
};

const conduct = ['pass', 'warn', 'fail', 'unsupported'];

export const convictionOf = (run: SuiteRun): Conviction => ({
  convictedBy: idsOf(run, 'fail'),
  warnedBy: idsOf(run, 'warn'),
  otherwise: run.scenarios
    .filter(({ verdict }) => !conduct.includes(verdict.verdict))
    .map(({ verdict }) => `${verdict.verdict} ${verdict.id}: ${verdict.reason ?? ''}`),
  scenarios: run.scenarios.filter(({ verdict }) => verdict.verdict !== 'pass').map(({ verdict }) => verdict.id),
});

/** Null when the run says exactly what the row says. */
export const surpriseOf = (found: Conviction, told: BrokenClient): string | null => {
  const lines = [
    difference('convicted by', found.convictedBy, told.convictedBy),
    difference('warned by', found.warnedBy, told.warnedBy ?? []),
    ...found.otherwise.filter((reason) => told.breaksDown === undefined || !reason.includes(told.breaksDown)),
    told.breaksDown !== undefined && found.otherwise.length === 0 ? `did not break down: ${told.breaksDown}` : null,
  ].filter((line) => line !== null);
  return lines.length === 0 ? null : lines.join('\n  ');
};

const difference = (what: string, found: readonly string[], told: readonly string[]): string | null => {
  const more = found.filter((id) => !told.includes(id));
  const missing = told.filter((id) => !found.includes(id));
  if (more.length + missing.length === 0) return null;
  return [`${what}`, ...more.map((id) => `+${id}`), ...missing.map((id) => `-${id}`)].join(' ');
};
