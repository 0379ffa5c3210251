// What a scenario wants of its tenant, sorted by whom it belongs to at the bureau: settings, seller or application.

const kitWords = ['paper'];

/** Members for `settings`, for the seller and for the application of the tenant (control API). */
export type SortedWishes = {
  readonly settings: Readonly<Record<string, unknown>>;
  readonly seller: Readonly<Record<string, unknown>>;
  readonly application: Readonly<Record<string, unknown>>;
};

const settingWords = [
  ...['issue', 'issueDelayMs', 'deliveryDelayMs', 'redIssue'],
  ...['rateLimit', 'busyAbovePerSecond', 'maintenance'],
];
const applicationWords = ['certified', 'interfaces', 'environment', 'encryptType'];

/** `bureau` of a scenario, or of one of its steps, sorted; what is neither setting nor application is the seller's. */
export const sortWishes = (bureau: Readonly<Record<string, unknown>>): SortedWishes => {
  const entries = Object.entries(bureau);
  const pick = (belongs: (word: string) => boolean) => Object.fromEntries(entries.filter(([word]) => belongs(word)));
  return {
    settings: pick((word) => settingWords.includes(word)),
    application: pick((word) => applicationWords.includes(word)),
    seller: pick((word) => ![...settingWords, ...kitWords].includes(word) && !applicationWords.includes(word)),
  };
};
