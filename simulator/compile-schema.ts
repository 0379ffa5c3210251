// Compiles the JSON Schemas by which the bureau reads what it is sent.
import { Ajv, type ValidateFunction } from 'ajv';
import type { TSchema } from 'typebox';

/**
 * `errors`: the first, which ends the reading, or all of them. Neither held against the meta-schema nor optimised, each of
 * which takes longer than the compiling itself; what is compiled so reads as fast.
 */
export const compileSchema = <Read = unknown>(schema: TSchema, errors: 'first' | 'all'): ValidateFunction<Read> =>
  new Ajv({
    allErrors: errors === 'all',
    strict: false,
    meta: false,
    validateSchema: false,
    code: { optimize: false },
  }).compile<Read>(schema);
