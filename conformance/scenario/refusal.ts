// A refusal of a scenario or fault file: what is wrong, exactly where, and what to write instead.

export type ScenarioRefusal = {
  readonly file: string;
  /** From 1. */
  readonly line: number;
  /** From 1. */
  readonly column: number;
  /** JSON pointer into the file's content; empty for the whole file. */
  readonly pointer: string;
  readonly message: string;
  readonly remedy: string;
};

/** A refusal that still has to be given its place in the file. `place` says whether the key or the value is meant. */
export type Complaint = {
  readonly pointer: string;
  readonly place: 'key' | 'value';
  readonly message: string;
  readonly remedy: string;
};

/** One line as compilers print it: `file:line:column: what is wrong (pointer) — what to do`. */
export const describeRefusal = (refusal: ScenarioRefusal): string =>
  `${refusal.file}:${refusal.line}:${refusal.column}: ${refusal.message}` +
  `${refusal.pointer === '' ? '' : ` (${refusal.pointer})`} — ${refusal.remedy}`;
