// A run held against the list of known failures: what was known, what is new, and which entries no longer tell the truth (V-4).
import picomatch from 'picomatch';
import type { SuiteRun } from '../report/suite-run.ts';
import type { CheckVerdict } from '../verdict.ts';
import type { KnownFailure } from './read-known-failures.ts';

export type Failure = { readonly scenario: string; readonly check: CheckVerdict };

/** `unmatched`: its check was judged in none of its scenarios. `stale`: it was, and does not fail so. */
export type WrongEntry = { readonly entry: KnownFailure; readonly why: 'unmatched' | 'stale' | 'expired' };

export type Holding = {
  readonly known: readonly (Failure & { readonly entry: KnownFailure })[];
  /** Failures of checks that no entry names. */
  readonly unknown: readonly Failure[];
  readonly wrong: readonly WrongEntry[];
};

const inScope = ({ scenario }: KnownFailure, id: string): boolean => scenario === undefined || picomatch(scenario)(id);

const names = (entry: KnownFailure, { scenario, check }: Failure): boolean =>
  entry.check === check.id && inScope(entry, scenario) && check.message.en.startsWith(entry.message);

/** `today`: `yyyy-MM-dd` of the run. An entry that expired covers nothing. */
export const holdAgainst = (run: SuiteRun, list: readonly KnownFailure[], today: string): Holding => {
  const judged = run.scenarios.flatMap(({ verdict }) =>
    verdict.checks.map((check) => ({ scenario: verdict.id, check })),
  );
  const failures = judged.filter(({ check }) => check.verdict === 'fail');
  const valid = list.filter(({ expires }) => expires >= today);
  const covered = failures.map((failure) => ({ failure, entry: valid.find((entry) => names(entry, failure)) }));
  const whyWrong = (entry: KnownFailure): WrongEntry['why'] | null => {
    if (entry.expires < today) return 'expired';
    if (failures.some((failure) => names(entry, failure))) return null;
    const wasJudged = judged.some(({ scenario, check }) => check.id === entry.check && inScope(entry, scenario));
    return wasJudged ? 'stale' : 'unmatched';
  };
  return {
    known: covered.flatMap(({ failure, entry }) => (entry ? [{ ...failure, entry }] : [])),
    unknown: covered.flatMap(({ failure, entry }) => (entry ? [] : [failure])),
    wrong: list.flatMap((entry) => {
      const why = whyWrong(entry);
      return why === null ? [] : [{ entry, why }];
    }),
  };
};

/** Whether nothing but what is known went wrong: every scenario that did not pass failed by known failures alone. */
export const isAllKnown = (run: SuiteRun, { known, unknown, wrong }: Holding): boolean => {
  const excused = new Set(known.map(({ scenario }) => scenario));
  return (
    unknown.length === 0 &&
    wrong.length === 0 &&
    run.scenarios.every(
      ({ scenario, verdict }) =>
        ['pass', 'warn'].includes(verdict.verdict) ||
        (verdict.verdict === 'fail' && excused.has(verdict.id)) ||
        (verdict.verdict === 'unsupported' && scenario.class !== 'core'),
    )
  );
};

/** The list mended: entries that tell the truth stay as they are, expired ones too, for their owner to decide. */
export const withoutWrong = (list: readonly KnownFailure[], { wrong }: Holding): readonly KnownFailure[] => {
  const gone = new Set(wrong.filter(({ why }) => why !== 'expired').map(({ entry }) => entry));
  return list.filter((entry) => !gone.has(entry));
};
