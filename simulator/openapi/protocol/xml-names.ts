// Says in a schema how its arrays are spelled in XML (T-5): an element for the array, one for each entry.
import { entryNameOf } from '../../../protocol/payload.ts';

type Members = Readonly<Record<string, unknown>>;
const isMembers = (value: unknown): value is Members => typeof value === 'object' && value !== null;

const spellArray = (name: string, schema: unknown): unknown => {
  const entry = entryNameOf(name);
  if (entry === null || !isMembers(schema) || schema['type'] !== 'array') return spellArrays(schema);
  const items = spellArrays(schema['items']) as Members;
  return { ...schema, items: { ...items, xml: { name: entry } }, xml: { wrapped: true } };
};

/** The same schema with `xml` where it holds arrays. */
export const spellArrays = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(spellArrays);
  if (!isMembers(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([member, one]) => [
      member,
      member === 'properties' && isMembers(one)
        ? Object.fromEntries(Object.entries(one).map(([name, schema]) => [name, spellArray(name, schema)]))
        : spellArrays(one),
    ]),
  );
};
