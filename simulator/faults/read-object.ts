// Reads one JSON object of a fault rule and objects to words that nobody knows, naming the nearest one.
import { nearestWord } from './nearest-word.ts';

/** What cannot be used and what to do; `pointer` is an RFC 6901 JSON pointer into the list of rules. */
export type Objection = { readonly pointer: string; readonly detail: string; readonly remedy: string };

const escapeToken = (token: string): string => token.replaceAll('~', '~0').replaceAll('/', '~1');

const show = (value: unknown): string => {
  const text = JSON.stringify(value) ?? 'nothing';
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
};

/** With `word`, the objection quotes it and its remedy names the nearest of `known`. */
export const objectTo = (
  pointer: string,
  detail: string,
  unknown?: { readonly word: unknown; readonly known: readonly string[] },
): Objection => {
  if (!unknown) return { pointer, detail, remedy: `Correct ${pointer === '' ? 'the body' : pointer}.` };
  const nearest =
    typeof unknown.word === 'string' ? `Did you mean "${nearestWord(unknown.word, unknown.known)}"? ` : '';
  return {
    pointer,
    detail: `${show(unknown.word)} ${detail}`,
    remedy: `${nearest}Known: ${unknown.known.join(', ')}.`,
  };
};

/** The members of `value`, and an objection for each that is neither `known` nor `ignored`. */
export const readObject = (
  value: unknown,
  about: { readonly pointer: string; readonly known: readonly string[]; readonly ignored?: readonly string[] },
): { readonly members: Readonly<Record<string, unknown>>; readonly objections: Objection[] } => {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    return { members: {}, objections: [objectTo(about.pointer, `is a JSON object with ${about.known.join(', ')}`)] };
  const objections = Object.keys(value)
    .filter((word) => !about.known.includes(word) && !about.ignored?.includes(word))
    .map((word) =>
      objectTo(`${about.pointer}/${escapeToken(word)}`, 'is not known here', { word, known: about.known }),
    );
  return { members: { ...value }, objections };
};
