// What a bureau finds in its data directory and cannot use: said with place and remedy, so that a person can mend it.

/** Thrown at the start; the command prints `message` and `remedy`. */
export class UnusableData extends Error {
  readonly remedy: string;

  constructor(message: string, remedy: string) {
    super(message);
    this.name = 'UnusableData';
    this.remedy = remedy;
  }
}
