// The verdicts of V-1 and the shape of what a run says: per check, per scenario, in total.
import type { Bilingual, Finding } from './check.ts';

export type Verdict =
  | 'pass'
  | 'warn'
  | 'fail'
  | 'void'
  | 'unsupported'
  | 'untestable'
  | 'adapter-error'
  | 'harness-error';

export type CheckVerdict = {
  readonly id: string;
  readonly clauses: readonly string[];
  /** Clauses that it judged as well in this session: rows of section R, field rules. */
  readonly besides?: readonly string[];
  readonly level: 'must' | 'should';
  readonly verdict: Finding['verdict'] | 'void';
  readonly requirement: Bilingual;
  readonly message: Bilingual;
  readonly expected?: Bilingual;
  readonly actual?: Bilingual;
  readonly exchanges: readonly number[];
};

export type ScenarioVerdict = {
  readonly id: string;
  readonly title: Bilingual;
  readonly class: string;
  readonly clauses: readonly string[];
  readonly verdict: Verdict;
  /** Why, where the verdict does not come from a check (void, adapter-error, harness-error, unsupported). */
  readonly reason: string | null;
  /** The same where the judge says it itself: in both languages, which `reason` holds in one line. */
  readonly words: Bilingual | null;
  readonly checks: readonly CheckVerdict[];
};
