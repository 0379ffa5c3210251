// A mutant: the reference client (or the bureau, or the judge) with a line or two of its source changed, and who must notice.

/** Text of a source file that stands there exactly once, and what stands there instead. */
export type Change = { readonly file: string; readonly from: string; readonly to: string };

export type Mutant = {
  /** What it does, as an English verb phrase in kebab-case: `hammers-when-busy`. */
  readonly name: string;
  /** The breach in a sentence, with its clause. */
  readonly does: { readonly en: string; readonly zh: string };
  readonly changes: readonly Change[];
};

/** A client that breaks the law; over all scenarios exactly these checks must fail. */
export type BrokenClient = Mutant & {
  readonly convictedBy: readonly string[];
  /** Checks that warn because of it: duties that section C puts as a SHOULD. */
  readonly warnedBy?: readonly string[];
  /** It stumbles over nothing but what the seed varies (D-9): certified with that, by the scenarios of this glob alone. */
  readonly variedIn?: string;
  /** Where it breaks down so that it cannot be judged by its conduct: a part of the reason of every `adapter-error`. */
  readonly breaksDown?: string;
};

/** A bureau or a kit that errs: the scenarios end as our own error, whatever the client did, and the reason says what is wrong. */
export type BrokenHouse = Mutant & {
  /** The scenarios in which it shows. */
  readonly only: string;
  /** The broken client that makes it show; the reference client where absent. */
  readonly client?: string;
  /** A part of the reason of every `harness-error`. */
  readonly says: string;
};
