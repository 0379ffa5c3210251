// What a run says of the law: which checks came to a verdict on which clause, which return codes were met, and what is left open.
import { type Law, type Obligation, obligationsOf, rowId } from './law.ts';

type Citing = { readonly id: string; readonly clauses: readonly string[] };

/** One scenario of a run that passed: the checks that came to a verdict in it, each with the clauses it judged there. */
export type JudgedScenario = Citing & {
  readonly class: string;
  readonly judged: readonly Citing[];
  /** Return codes that the client was answered. */
  readonly met: readonly string[];
};

/** A broken client as the published matrix has it: clauses it is said to break, checks that convict it. */
export type Convicted = {
  readonly name: string;
  readonly cites: readonly string[];
  readonly checks: readonly string[];
};

export type Coverage = {
  /** Checks that carry the clause, with the number of scenarios in which they came to a verdict on it. */
  readonly checks: ReadonlyMap<string, number>;
  /** Scenarios that cite the clause: what they are about, and no proof that it was judged. */
  readonly scenarios: readonly string[];
  /** Broken clients that these checks convict, those first that are said to break the clause. */
  readonly mutants: readonly string[];
};

/** Ids that checks or scenarios cite and the law does not hold; empty when every citation leads somewhere. */
export const strayCitations = (law: Law, lines: readonly Citing[]): readonly string[] => {
  const known = new Set(obligationsOf(law).map((obligation) => obligation.id));
  return lines.flatMap((line) => line.clauses.filter((id) => !known.has(id)).map((id) => `${line.id} → ${id}`));
};

export const coverageOf = (
  id: string,
  run: readonly JudgedScenario[],
  mutants: readonly Convicted[] = [],
): Coverage => {
  const checks = new Map<string, number>();
  for (const check of run.flatMap(({ judged }) => judged))
    if (check.clauses.includes(id)) checks.set(check.id, (checks.get(check.id) ?? 0) + 1);
  const convicted = mutants.filter((mutant) => mutant.checks.some((check) => checks.has(check)));
  const [named, others] = [true, false].map((cites) => convicted.filter((one) => one.cites.includes(id) === cites));
  return {
    checks,
    scenarios: run.filter(({ clauses }) => clauses.includes(id)).map((scenario) => scenario.id),
    mutants: [...(named ?? []), ...(others ?? [])].map(({ name }) => name),
  };
};

/** Ids of the scenarios in which the client was answered the code. */
export const meetingsOf = (code: string, run: readonly JudgedScenario[]): readonly string[] =>
  run.filter(({ met }) => met.includes(code)).map(({ id }) => id);

const gapOf = ({ id, excluded }: Obligation, run: readonly JudgedScenario[]): string[] => {
  const judged = coverageOf(id, run).checks.size > 0;
  if (!judged && excluded === null) return [`${id} binds clients and no check judged it`];
  return judged && excluded !== null ? [`${id} is excluded and was judged`] : [];
};

const rowGaps = (law: Law, run: readonly JudgedScenario[]): string[] =>
  law.returnCodes.codes.flatMap(({ code, unmet }) => {
    const meetings = meetingsOf(code, run);
    const strayed = run.filter(({ clauses, id }) => clauses.includes(rowId(code)) && !meetings.includes(id));
    return [
      ...(meetings.length === 0 && unmet === undefined ? [`no scenario lets the client meet ${code}`] : []),
      ...(meetings.length > 0 && unmet !== undefined ? [`${code} is called unmet and was met in ${meetings[0]}`] : []),
      ...strayed.map(({ id }) => `${id} cites ${rowId(code)} and its client never met ${code}`),
    ];
  });

/** Clauses and return codes that bind a client and were not judged without a reason, or judged although a reason says that they are not. */
export const gapsOf = (law: Law, run: readonly JudgedScenario[]): readonly string[] => [
  ...obligationsOf(law)
    .filter(({ binds }) => binds.includes('client'))
    .flatMap((obligation) => gapOf(obligation, run)),
  ...rowGaps(law, run),
];
