// Builds the JSON Schemas of payloads and control bodies as typebox does, without loading its 373 files: only its types are used.
import type { TSchema, Type as TypeBox } from 'typebox';

type Members = Readonly<Record<string, unknown>>;
/** Typebox keeps its own marks where neither JSON nor ajv sees them; a schema of ours may stand inside one of its. */
type Marks = Readonly<Record<`~${string}`, unknown>>;

const build = (marks: Marks, ...parts: readonly (object | undefined)[]): TSchema => {
  const schema: TSchema = Object.assign({}, ...parts);
  for (const [name, value] of Object.entries(marks)) Object.defineProperty(schema, name, { value, enumerable: false });
  return schema;
};

const marksOf = (schema: TSchema): Marks =>
  Object.fromEntries(
    Object.getOwnPropertyNames(schema)
      .filter((name) => name.startsWith('~'))
      .map((name) => [name, Reflect.get(schema, name)]),
  );

const isOptional = (schema: TSchema): boolean => Object.hasOwn(schema, '~optional');

const optional = (schema: TSchema): TSchema => build({ ...marksOf(schema), '~optional': true }, schema);

const object = (properties: Readonly<Record<string, TSchema>>, options?: Members): TSchema => {
  const required = Object.keys(properties).filter((name) => !isOptional(properties[name] ?? {}));
  const listed = required.length > 0 ? { required } : {};
  return build({ '~kind': 'Object' }, { type: 'object', ...listed, properties }, options);
};

/** Typebox reckons with other kinds, too; a schema of ours that it would have to compute is refused at start. */
const propertiesOf = (schema: TSchema): [string, TSchema][] => {
  if (marksOf(schema)['~kind'] !== 'Object') throw new TypeError('only the members of an object can be chosen from');
  return Object.entries(Reflect.get(schema, 'properties') as Record<string, TSchema>);
};

const plain =
  (kind: string, members: Members) =>
  (options?: Members): TSchema =>
    build({ '~kind': kind }, members, options);

const own = {
  Optional: optional,
  Object: object,
  String: plain('String', { type: 'string' }),
  Integer: plain('Integer', { type: 'integer' }),
  Number: plain('Number', { type: 'number' }),
  Boolean: plain('Boolean', { type: 'boolean' }),
  Null: plain('Null', { type: 'null' }),
  Unknown: plain('Unknown', {}),
  Literal: (value: unknown, options?: Members) =>
    build({ '~kind': 'Literal' }, { type: typeof value, const: value }, options),
  Array: (items: TSchema, options?: Members) => build({ '~kind': 'Array' }, { type: 'array', items }, options),
  Union: (anyOf: readonly TSchema[], options?: Members) => build({ '~kind': 'Union' }, { anyOf }, options),
  Intersect: (allOf: readonly TSchema[], options?: Members) => build({ '~kind': 'Intersect' }, { allOf }, options),
  Record: (key: { readonly pattern?: string }, value: TSchema, options?: Members) =>
    build({ '~kind': 'Record' }, { type: 'object', patternProperties: { [key.pattern ?? '^.*$']: value } }, options),
  Partial: (schema: TSchema, options?: Members) =>
    object(Object.fromEntries(propertiesOf(schema).map(([name, member]) => [name, optional(member)])), options),
  Omit: (schema: TSchema, names: readonly string[], options?: Members) =>
    object(Object.fromEntries(propertiesOf(schema).filter(([name]) => !names.includes(name))), options),
  Unsafe: (schema: Members) => build({ '~unsafe': null }, schema),
  With: (schema: TSchema, options: Members) => build(marksOf(schema), schema, options),
};

/** As typebox's `Type`, which the tests hold it against; `Static` of typebox reads the types. */
export const Type = own as unknown as Pick<typeof TypeBox, keyof typeof own>;
