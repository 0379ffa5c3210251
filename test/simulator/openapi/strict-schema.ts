// Makes schemas of a document judge: references filled in, and every object closed, so that a member nobody documented fails.
import { Ajv2020 } from 'ajv/dist/2020.js';

type Members = Readonly<Record<string, unknown>>;
const isMembers = (value: unknown): value is Members => typeof value === 'object' && value !== null;

/** With what `#/components/schemas/…` refers to in place of the reference; what stands beside it (`xml`) is no judge. */
export const fillIn = (value: unknown, schemas: Members): unknown => {
  if (Array.isArray(value)) return value.map((one) => fillIn(one, schemas));
  if (!isMembers(value)) return value;
  const { $ref } = value;
  if (typeof $ref === 'string') return fillIn(schemas[$ref.replace('#/components/schemas/', '')], schemas);
  return Object.fromEntries(Object.entries(value).map(([member, one]) => [member, fillIn(one, schemas)]));
};

const closeEach = (schemas: unknown): unknown =>
  isMembers(schemas) ? Object.fromEntries(Object.entries(schemas).map(([name, one]) => [name, close(one)])) : schemas;

/** A part of `allOf` stays open: the whole is closed. */
const close = (schema: unknown, place: 'whole' | 'part' = 'whole'): unknown => {
  if (Array.isArray(schema)) return schema.map((one) => close(one, place));
  if (!isMembers(schema)) return schema;
  const closed = Object.entries(schema).flatMap(([member, one]): [string, unknown][] => {
    if (member.startsWith('x-') || member === 'xml') return [];
    if (member === 'properties') return [[member, closeEach(one)]];
    if (member === 'allOf') return [[member, close(one, 'part')]];
    if (member === 'anyOf') return [[member, close(one, place)]];
    return [[member, member === 'items' ? close(one) : one]];
  });
  const isObject = schema['properties'] !== undefined || schema['allOf'] !== undefined;
  const isOpen = isObject && place === 'whole' && schema['additionalProperties'] === undefined;
  return { ...Object.fromEntries(closed), ...(isOpen ? { unevaluatedProperties: false } : {}) };
};

/** A union objects once for each of its forms. */
const mostComplaints = 8;

const ajv = new Ajv2020({ strict: false, allErrors: true });

/** What of a value the closed schema objects to; empty where it fits. */
export const createJudge = (schema: unknown, schemas: Members) => {
  const validate = ajv.compile(close(fillIn(schema, schemas)) as object);
  return (value: unknown): string[] =>
    validate(value)
      ? []
      : (validate.errors ?? [])
          .slice(0, mostComplaints)
          .map(({ instancePath, message, params }) => `${instancePath || '/'} ${message} ${JSON.stringify(params)}`);
};
export type Judge = ReturnType<typeof createJudge>;
