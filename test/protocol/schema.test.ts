// Schemas built here are those that typebox builds, also where the two are mixed.
import { Type as TypeBox } from 'typebox';
import { expect, it } from 'vitest';
import { Type } from '../../protocol/schema.ts';

type Builder = typeof Type;

const party = (T: Builder) =>
  T.Object(
    { name: T.String({ maxLength: 9 }), phone: T.Optional(T.String()), age: T.Optional(T.Integer({ minimum: 1 })) },
    { description: 'a party', additionalProperties: false },
  );

const recipes: Readonly<Record<string, (T: Builder) => object>> = {
  'an object with optional members': party,
  'an object without required members': (T) => T.Object({ a: T.Optional(T.Null()) }),
  'an optional schema': (T) => T.Optional(T.String({ description: 'x' })),
  'optional and described': (T) => T.Object({ a: T.With(T.Optional(T.Boolean()), { description: 'x' }) }),
  'an array': (T) => T.Array(T.Number({ minimum: 0 }), { minItems: 1 }),
  literals: (T) => T.Union([T.Literal('a'), T.Literal(1), T.Literal(true)], { description: 'one of three' }),
  'an intersection': (T) => T.Intersect([party(T), T.Object({ c: T.Unknown() })], { description: 'both' }),
  'a record': (T) => T.Record(T.String(), T.String()),
  'a record of patterned names': (T) => T.Record(T.String({ pattern: '^a$' }), T.Unknown(), { description: 'x' }),
  'part of an object': (T) => T.Partial(party(T), { additionalProperties: true }),
  'part of an object without options': (T) => T.Partial(party(T)),
  'an object less a member': (T) => T.Omit(party(T), ['name']),
  'words of an enumeration': (T) => T.With(T.Unsafe<'a'>({ type: 'string', enum: ['a'] }), { description: 'a word' }),
};

/** Name and value of typebox's marks, which JSON does not show. */
const marksOf = (schema: object) =>
  Object.entries(Object.getOwnPropertyDescriptors(schema))
    .filter(([name]) => name.startsWith('~'))
    .map(([name, { value, enumerable }]) => [name, value, enumerable])
    .sort();

it.each(Object.entries(recipes))('builds %s as typebox does', (_name, recipe) => {
  const [ours, theirs] = [recipe(Type), recipe(TypeBox)];
  expect(JSON.stringify(ours)).toBe(JSON.stringify(theirs));
  expect(marksOf(ours)).toEqual(marksOf(theirs));
});

it('builds schemas that typebox reckons with', () => {
  expect(JSON.stringify(TypeBox.Partial(party(Type)))).toBe(JSON.stringify(Type.Partial(party(Type))));
  expect(JSON.stringify(TypeBox.Object({ a: Type.Optional(Type.String()) }))).not.toContain('required');
});

it('refuses to choose among the members of what is no object', () => {
  expect(() => Type.Partial(Type.Intersect([party(Type), party(Type)]))).toThrow('members of an object');
});
