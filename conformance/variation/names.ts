// What the specification leaves open and the seed of a run decides, by name; a run may leave some of it calm.

/** What the bureau varies in its answers; it knows them by the same names (control API, `settings.hostile`). */
const ofAnswers = [
  'member-order',
  'extra-members',
  'empty-members',
  'spelling',
  'return-message',
  'retry-after',
  'http-form',
  'late-documents',
] as const;

/** What the kit alone varies: `texts` and `optional-members` of orders, and which session is opened first. */
const ofTheKit = ['optional-members', 'texts', 'session-order'] as const;

export const variationNames = [...ofAnswers, ...ofTheKit] as const;
export type VariationName = (typeof variationNames)[number];

export const isVariationName = (word: string): word is VariationName => variationNames.some((name) => name === word);

/** A bureau could do these too, and they would tell another story than the scenario's. */
const neverVaried = ['lagging-query', 'asynchronous-issue', 'slow-delivery'];

/** What the tenant of a session is told to leave out (control API, `settings.hostile.calm`); null: all of it. */
export const calmAtTheBureau = (calm: readonly VariationName[]): readonly string[] | null => {
  const left = ofAnswers.filter((name) => calm.includes(name));
  return left.length === ofAnswers.length ? null : [...left, ...neverVaried];
};
