// Checks a file's content against its schema and says each error in words a writer of scenarios can act on.
import { Ajv, type ErrorObject } from 'ajv';
import type { TSchema } from 'typebox';
import { pointerOf, pointerParts } from './json-pointer.ts';
import { suggestWord } from './nearest-word.ts';
import type { YamlFile } from './read-yaml.ts';
import type { Complaint } from './refusal.ts';

/** Not optimised: that takes as long as all the files that are checked afterwards. */
const ajv = new Ajv({
  ...{ allErrors: true, strict: false, verbose: true, meta: false, validateSchema: false },
  code: { optimize: false },
});

const shown = (value: unknown): string => {
  const text = JSON.stringify(value) ?? String(value);
  return text.length > 60 ? `${text.slice(0, 57)}…` : text;
};

/** A number, truth value or null where a string is due: YAML read the bare word as something else. */
const quoteIt = (error: ErrorObject, yaml: YamlFile): Complaint => {
  const written = yaml.writtenAt(error.instancePath) ?? String(error.data);
  return {
    pointer: error.instancePath,
    place: 'value',
    message: `${written} is read as ${error.data === null ? 'nothing' : `a ${typeof error.data}`} where a string is due`,
    remedy: `quote it: "${written}"`,
  };
};

const member = (error: ErrorObject, name: string): string => pointerOf([...pointerParts(error.instancePath), name]);

const explain = (error: ErrorObject, yaml: YamlFile): Complaint => {
  const at = { pointer: error.instancePath, place: 'value' } as const;
  const { params } = error;
  switch (error.keyword) {
    case 'type':
    case 'enum':
      if (
        (params['type'] === 'string' || error.keyword === 'enum') &&
        (typeof error.data !== 'object' || error.data === null) &&
        typeof error.data !== 'string'
      ) {
        return quoteIt(error, yaml);
      }
      if (error.keyword === 'enum') {
        const known = Array.isArray(params['allowedValues']) ? params['allowedValues'].map(String) : [];
        return { ...at, message: `unknown word ${shown(error.data)}`, remedy: suggestWord(String(error.data), known) };
      }
      return {
        ...at,
        message: `${shown(error.data)} is not of type ${params['type']}`,
        remedy: `write a value of type ${params['type']}`,
      };
    case 'required':
      return {
        ...at,
        message: `member "${params['missingProperty']}" is missing`,
        remedy: `add ${params['missingProperty']}`,
      };
    case 'additionalProperties': {
      const name = String(params['additionalProperty']);
      const properties: unknown = error.parentSchema?.['properties'];
      const known = typeof properties === 'object' && properties !== null ? Object.keys(properties) : [];
      return {
        pointer: member(error, name),
        place: 'key',
        message: `unknown member "${name}"`,
        remedy: suggestWord(name, known),
      };
    }
    case 'maxProperties':
      return { ...at, message: 'more than one kind of step in one', remedy: 'write one step for each' };
    case 'pattern':
      return {
        ...at,
        message: `${shown(error.data)} does not have the form ${params['pattern']}`,
        remedy: 'write it in that form',
      };
    default:
      return {
        ...at,
        message: `${shown(error.data)} ${error.message ?? 'is not allowed'}`,
        remedy: 'see scenarios/scenario.schema.json',
      };
  }
};

/** All errors of form; empty when the content has the form of the schema. */
export const checkForm = (schema: TSchema, yaml: YamlFile): readonly Complaint[] => {
  const validate = ajv.compile(schema);
  if (validate(yaml.value)) return [];
  return (validate.errors ?? []).map((error) => explain(error, yaml));
};
