// The members a payload must have and what kind each is: its JSON Schema as a pre-check (P, P-1).
import type { TSchema } from 'typebox';
import { schemaJudge, type Violation } from '../../protocol/judge-schema.ts';
import type { ParamError } from '../../protocol/param-error.ts';
import { dropEmpty } from '../../protocol/payload.ts';

export type Shape<T> =
  | { readonly ok: true; readonly payload: T }
  | { readonly ok: false; readonly errors: readonly ParamError[] };

const decimalMembers = /\/(amount|tax|total|quantity|unitPrice|rate|deduction)$/;

const remedies: Readonly<Record<string, string>> = {
  maxLength: 'is too long',
  minItems: 'needs at least one entry',
  maxItems: 'has too many entries',
};

const explain = (error: Violation): string => {
  const { params } = error;
  if (error.keyword === 'type' && params['type'] === 'string') return 'must be a string; send numbers as strings (P)';
  if (error.keyword === 'enum' && Array.isArray(params['allowedValues']))
    return `must be one of ${params['allowedValues'].join(', ')}`;
  if (error.keyword === 'pattern' && decimalMembers.test(error.instancePath))
    return 'must be a decimal like 100.00: ASCII digits, no plus sign, no leading zeros, no exponent (P)';
  const limit = params['limit'] === undefined ? '' : ` (limit ${String(params['limit'])})`;
  return `${remedies[error.keyword] ?? error.message}${limit}`;
};

const paramError = (error: Violation): ParamError =>
  error.keyword === 'required'
    ? { field: `${error.instancePath}/${String(error.params['missingProperty'])}`, rule: 'P-1', message: 'is required' }
    : { field: error.instancePath, rule: 'P', message: explain(error) };

/**
 * A reader of one kind of payload, as it is: gives it, or says what its shape breaks: `P-1` for what is missing, `P` for
 * the rest.
 */
export const createReader = <T>(schema: TSchema): ((payload: unknown) => Shape<T>) => {
  const judge = schemaJudge(schema);
  return (payload) => {
    const violations = judge(payload);
    if (violations.length === 0) return { ok: true, payload: payload as T };
    const errors = violations.map(paramError);
    const distinct = new Map(errors.map((error) => [`${error.field} ${error.rule} ${error.message}`, error]));
    return { ok: false, errors: [...distinct.values()] };
  };
};

/** The same for a payload of ours, without its empty members: empty, null and absent are the same (P). */
export const createShape = <T>(schema: TSchema): ((given: unknown) => Shape<T>) => {
  const read = createReader<T>(schema);
  return (given) => read(dropEmpty(given));
};
