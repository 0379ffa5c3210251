// How two runs of a suite differ in what the clients did: verdicts, tries, waits, codes, claims (two versions of one client, say).
import type { ScenarioVerdict } from '../verdict.ts';
import { type Conduct, conductOf, type Try } from './conduct.ts';
import type { StoredRun, StoredScenario } from './read-transcript.ts';

/** The same piece of work in both; null where one of them has none of that name. */
export type WorkDifference = { readonly work: string; readonly before: Conduct | null; readonly after: Conduct | null };

export type ScenarioDifference = {
  readonly id: string;
  /** Null where it was not part of the run. */
  readonly before: ScenarioVerdict | null;
  readonly after: ScenarioVerdict | null;
  /** Checks that were found otherwise, by id, in the order of the later run. */
  readonly checks: readonly { readonly id: string; readonly before: string; readonly after: string }[];
  readonly works: readonly WorkDifference[];
};

export type Comparison = { readonly compared: number; readonly differences: readonly ScenarioDifference[] };

/** A wait that differs by less than a twentieth is the same: clients may add jitter (C-7). */
const sameWait = (a: number | null, b: number | null): boolean =>
  a === b || (a !== null && b !== null && Math.abs(a - b) <= Math.max(a, b) / 20);

const sameTry = (a: Try, b: Try | undefined): boolean =>
  b !== undefined && a.interface === b.interface && a.heard === b.heard && sameWait(a.waitMs, b.waitMs);

const sameConduct = (a: Conduct, b: Conduct): boolean =>
  a.tries.length === b.tries.length &&
  a.tries.every((one, at) => sameTry(one, b.tries[at])) &&
  a.claims.join('\n') === b.claims.join('\n');

const compareWorks = (before: readonly Conduct[], after: readonly Conduct[]): WorkDifference[] => {
  const names = [...new Set([...before, ...after].map(({ work }) => work))];
  return names.flatMap((work) => {
    const [a, b] = [before, after].map((all) => all.find((one) => one.work === work) ?? null);
    return a && b && sameConduct(a, b) ? [] : [{ work, before: a ?? null, after: b ?? null }];
  });
};

const compareChecks = (before: ScenarioVerdict, after: ScenarioVerdict): ScenarioDifference['checks'] => {
  const ids = [...new Set([...after.checks, ...before.checks].map(({ id }) => id))];
  const found = ({ checks }: ScenarioVerdict, id: string) =>
    checks.find((check) => check.id === id)?.verdict ?? 'not judged';
  return ids
    .map((id) => ({ id, before: found(before, id), after: found(after, id) }))
    .filter((check) => check.before !== check.after);
};

const compareScenario = (
  before: StoredScenario | null,
  after: StoredScenario | null,
  id: string,
): ScenarioDifference => ({
  id,
  before: before?.told ?? null,
  after: after?.told ?? null,
  checks: before && after ? compareChecks(before.told, after.told) : [],
  works: before && after ? compareWorks(conductOf(before.evidence), conductOf(after.evidence)) : [],
});

const differs = ({ before, after, checks, works }: ScenarioDifference): boolean =>
  before?.verdict !== after?.verdict || checks.length > 0 || works.length > 0;

/** Scenarios in the order of the later run, those that only the earlier one has at the end. */
export const compareRuns = (before: StoredRun, after: StoredRun): Comparison => {
  const byId = ({ scenarios }: StoredRun) => new Map(scenarios.map((one) => [one.scenario.id, one]));
  const [earlier, later] = [byId(before), byId(after)];
  const ids = [...new Set([...later.keys(), ...earlier.keys()])];
  const differences = ids
    .map((id) => compareScenario(earlier.get(id) ?? null, later.get(id) ?? null, id))
    .filter(differs);
  return { compared: ids.length, differences };
};
