// The hash that binds an entry of the audit log to the one before it (D-1, D-7), recomputed by the judge.
import { sm3 } from 'sm-crypto-v2';
import { writeUtf8 } from './bytes.ts';

/** JSON without blanks, the members of every object sorted by name; written by hand because objects put number-like names first. */
export const writeSortedJson = (value: unknown): string => {
  if (Array.isArray(value)) return `[${value.map(writeSortedJson).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const members = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${members.map(([name, inner]) => `${JSON.stringify(name)}:${writeSortedJson(inner)}`).join(',')}}`;
};

/** SM3(`previous` ‖ the entry without `hash`), lower-case hexadecimal; a `previous` that is no text counts as empty. */
export const auditHash = (entry: Readonly<Record<string, unknown>>): string => {
  const { hash: _hash, ...rest } = entry;
  const previous = typeof rest['previous'] === 'string' ? rest['previous'] : '';
  return sm3(writeUtf8(previous + writeSortedJson(rest)));
};
