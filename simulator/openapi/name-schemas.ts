// Gives schemas of a document their names: each is written once below `components`, and referred to wherever it stands.
import type { Schema } from './route.ts';

const isContainer = (value: unknown): value is object => typeof value === 'object' && value !== null;

/** Found by what they say, because a schema that is made optional or part of another one is copied. */
const refer = (value: unknown, names: ReadonlyMap<string, string>): unknown => {
  if (!isContainer(value)) return value;
  const name = Array.isArray(value) ? undefined : names.get(JSON.stringify(value));
  return name === undefined ? referBelow(value, names) : { $ref: `#/components/schemas/${name}` };
};

const referBelow = (value: object, names: ReadonlyMap<string, string>): unknown =>
  Array.isArray(value)
    ? value.map((one: unknown) => refer(one, names))
    : Object.fromEntries(Object.entries(value).map(([member, one]) => [member, refer(one, names)]));

/** `paths` and the like with references in them, and the schemas they refer to. Throws when two names mean the same. */
export const nameSchemas = <Part extends object>(part: Part, named: Readonly<Record<string, Schema>>) => {
  const names = new Map(Object.entries(named).map(([name, schema]) => [JSON.stringify(schema), name]));
  if (names.size < Object.keys(named).length) throw new Error('two names of one schema in an OpenAPI document');
  const schemas = Object.fromEntries(Object.entries(named).map(([name, schema]) => [name, referBelow(schema, names)]));
  return { part: referBelow(part, names) as Part, schemas };
};
