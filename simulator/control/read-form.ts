// Reads a control body by its JSON Schema; what does not fit is refused with pointer, reason and the words that would do.
import type { ErrorObject, ValidateFunction } from 'ajv';
import type { Static, TSchema } from 'typebox';
import { compileSchema } from '../compile-schema.ts';
import type { Controlled, ControlProblem } from './controlled.ts';

const problemOf = (error: ErrorObject): ControlProblem => {
  const member = error.keyword === 'additionalProperties' ? `/${String(error.params['additionalProperty'])}` : '';
  const detail = member ? 'is not a known member' : (error.message ?? error.keyword);
  const known = error.keyword === 'enum' ? ` One of ${JSON.stringify(error.params['allowedValues'])}.` : '';
  return {
    pointer: `${error.instancePath}${member}`,
    detail,
    remedy: `GET /control/v1/openapi shows what may be sent.${known}`,
  };
};

/** A reader of bodies of this form. The schema is compiled at its first use: a bureau that nobody steers is ready sooner. */
export const createFormReader = <Schema extends TSchema>(schema: Schema) => {
  let fits: ValidateFunction | null = null;
  /** All that is wrong, with pointers below `at`; else the body as it is. */
  return (body: unknown, at = ''): Controlled<Static<Schema>> => {
    fits ??= compileSchema(schema, 'all');
    if (fits(body)) return { ok: true, value: body as Static<Schema> };
    const problems = (fits.errors ?? []).map(problemOf);
    return { ok: false, problems: problems.map((found) => ({ ...found, pointer: `${at}${found.pointer}` })) };
  };
};
