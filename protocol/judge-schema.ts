// Holds a value against a schema of `schema.ts`, as ajv does and in its words: that takes longer to load than a client to start.
import type { TSchema } from 'typebox';

/** One thing that a value breaks. */
export type Violation = {
  /** The word of the schema that is broken. */
  readonly keyword: string;
  /** Where in the value, as a JSON pointer. */
  readonly instancePath: string;
  readonly params: Readonly<Record<string, unknown>>;
  readonly message: string;
};

type Judge = (value: unknown, path: string, found: Violation[]) => void;

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const isOfType: Readonly<Record<string, (value: unknown) => boolean>> = {
  object: isObject,
  array: Array.isArray,
  string: (value) => typeof value === 'string',
  boolean: (value) => typeof value === 'boolean',
  number: Number.isFinite,
  integer: Number.isInteger,
  null: (value) => value === null,
};

/** A word that sets a limit to values of one kind. */
const limit = (
  broken: Pick<Violation, 'keyword' | 'params' | 'message'>,
  holds: (value: unknown) => boolean,
): Judge => {
  return (value, instancePath, found) => {
    if (!holds(value)) found.push({ ...broken, instancePath });
  };
};

/** In code points (P). */
const isWithin = (text: string, most: number): boolean => text.length <= most || [...text].length <= most;

/** All the words that schemas of `schema.ts` are written in; an argument is what stands behind the word. */
const words: Readonly<Record<string, (argument: never) => Judge>> = {
  type: (type: string) => (value, instancePath, found) => {
    const message = `must be ${type}`;
    if (!isOfType[type]?.(value)) found.push({ keyword: 'type', instancePath, params: { type }, message });
  },
  enum: (allowedValues: readonly unknown[]) => (value, instancePath, found) => {
    const message = 'must be equal to one of the allowed values';
    if (!allowedValues.includes(value))
      found.push({ keyword: 'enum', instancePath, params: { allowedValues }, message });
  },
  const: (allowedValue: unknown) => (value, instancePath, found) => {
    const message = 'must be equal to constant';
    if (value !== allowedValue) found.push({ keyword: 'const', instancePath, params: { allowedValue }, message });
  },
  pattern: (pattern: string) => {
    const form = new RegExp(pattern, 'u');
    const message = `must match pattern "${pattern}"`;
    return (value, instancePath, found) => {
      if (typeof value === 'string' && !form.test(value))
        found.push({ keyword: 'pattern', instancePath, params: { pattern }, message });
    };
  },
  maxLength: (most: number) =>
    limit(
      { keyword: 'maxLength', params: { limit: most }, message: `must NOT have more than ${most} characters` },
      (value) => typeof value !== 'string' || isWithin(value, most),
    ),
  minimum: (least: number) =>
    limit(
      { keyword: 'minimum', params: { comparison: '>=', limit: least }, message: `must be >= ${least}` },
      (value) => typeof value !== 'number' || value >= least,
    ),
  minItems: (least: number) =>
    limit(
      { keyword: 'minItems', params: { limit: least }, message: `must NOT have fewer than ${least} items` },
      (value) => !Array.isArray(value) || value.length >= least,
    ),
  maxItems: (most: number) =>
    limit(
      { keyword: 'maxItems', params: { limit: most }, message: `must NOT have more than ${most} items` },
      (value) => !Array.isArray(value) || value.length <= most,
    ),
  required: (names: readonly string[]) => (value, instancePath, found) => {
    if (!isObject(value)) return;
    for (const missingProperty of names.filter((name) => value[name] === undefined)) {
      const message = `must have required property '${missingProperty}'`;
      found.push({ keyword: 'required', instancePath, params: { missingProperty }, message });
    }
  },
  properties: (schemas: Readonly<Record<string, TSchema>>) => {
    const members = Object.entries(schemas).map(([name, schema]) => [name, createJudge(schema)] as const);
    return (value, path, found) => {
      if (!isObject(value)) return;
      for (const [name, judge] of members) if (value[name] !== undefined) judge(value[name], `${path}/${name}`, found);
    };
  },
  items: (schema: TSchema) => {
    const judge = createJudge(schema);
    return (value, path, found) => {
      if (Array.isArray(value)) for (const [at, entry] of value.entries()) judge(entry, `${path}/${at}`, found);
    };
  },
  allOf: (schemas: readonly TSchema[]) => {
    const judges = schemas.map(createJudge);
    return (value, path, found) => {
      for (const judge of judges) judge(value, path, found);
    };
  },
  anyOf: (schemas: readonly TSchema[]) => {
    const judges = schemas.map(createJudge);
    return (value, instancePath, found) => {
      const broken: Violation[] = [];
      for (const judge of judges) {
        const before = broken.length;
        judge(value, instancePath, broken);
        if (broken.length === before) return;
      }
      const message = 'must match a schema in anyOf';
      found.push(...broken, { keyword: 'anyOf', instancePath, params: {}, message });
    };
  },
};

/** For people only. */
const silent: ReadonlySet<string> = new Set(['description']);

/** A word that is not known here would be passed over in silence: it is refused before any value is judged. */
const createJudge = (schema: TSchema): Judge => {
  const judges = Object.entries(schema)
    .filter(([word]) => !silent.has(word))
    .map(([word, argument]) => {
      const judgeBy = Object.hasOwn(words, word) ? words[word] : undefined;
      if (!judgeBy) throw new TypeError(`no payload is judged by the word ${word} of JSON Schema`);
      return judgeBy(argument as never);
    });
  return (value, path, found) => {
    for (const judge of judges) judge(value, path, found);
  };
};

/** Everything that a value breaks; an empty list where it is what the schema says. */
export const schemaJudge = (schema: TSchema): ((value: unknown) => Violation[]) => {
  const judge = createJudge(schema);
  return (value) => {
    const found: Violation[] = [];
    judge(value, '', found);
    return found;
  };
};
