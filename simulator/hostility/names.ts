// The names of the hostile behaviours, by which they are calmed; what is no name is told with the nearest one.
import { nearestWord } from '../faults/nearest-word.ts';

export const hostilityNames = [
  'member-order',
  'extra-members',
  'empty-members',
  'spelling',
  'return-message',
  'retry-after',
  'http-form',
  'lagging-query',
  'asynchronous-issue',
  'slow-delivery',
  'late-documents',
] as const;
export type HostilityName = (typeof hostilityNames)[number];

export const hostilityNamesText = hostilityNames.join(', ');

/** Words that are no names, each with the name that was probably meant. */
export const strangersAmong = (
  words: readonly string[],
): readonly { readonly word: string; readonly nearest: string }[] =>
  words
    .filter((word) => !hostilityNames.some((name) => name === word))
    .map((word) => ({ word, nearest: nearestWord(word, hostilityNames) }));
