// What the bureau's help desk says about a message: the named mistakes it found, and how to mend each.

/** One mistake. `where` is a JSON pointer into the message, '' for the message as a whole; `zh` says it in Chinese. */
export type DiagnosisProblem = {
  readonly name: string;
  readonly clause: string;
  readonly where: string;
  readonly expected: string;
  readonly received: string;
  readonly remedy: string;
  readonly zh: string;
};

/** A mistake that people make, whatever message it is found in. */
export type Mistake = {
  readonly name: string;
  readonly clause: string;
  readonly remedy: string;
  readonly zh: string;
};

const longestQuote = 400;

/** A text short enough to be shown. */
export const quote = (text: string): string =>
  text.length > longestQuote ? `${text.slice(0, longestQuote)}… (${text.length} characters)` : text;

/** The mistake as it was found in this message. */
export const found = (
  mistake: Mistake,
  evidence: { readonly where: string; readonly expected: string; readonly received: string },
): DiagnosisProblem => ({
  name: mistake.name,
  clause: mistake.clause,
  where: evidence.where,
  expected: quote(evidence.expected),
  received: quote(evidence.received),
  remedy: mistake.remedy,
  zh: mistake.zh,
});
