// The members an order must have and what kind each is: the JSON Schema of `invoice.issue` as a pre-check (P, P-1).
import { Ajv, type ErrorObject } from 'ajv';
import { InvoiceIssue } from '../../protocol/operations/invoice-issue.ts';
import type { ParamError } from '../../protocol/param-error.ts';
import { dropEmpty } from '../../protocol/payload.ts';
import type { Precheck } from './rule.ts';

/** Compiled at the first order: a client that only asks need not wait for it. */
let compiled: ReturnType<typeof compile> | null = null;
const compile = () => new Ajv({ allErrors: true, strict: false }).compile<InvoiceIssue>(InvoiceIssue);

const decimalMembers = /\/(amount|tax|total|quantity|unitPrice|rate|deduction)$/;

const remedies: Readonly<Record<string, string>> = {
  maxLength: 'is too long',
  minItems: 'needs at least one entry',
  maxItems: 'has too many entries',
};

const explain = (error: ErrorObject): string => {
  const params: Readonly<Record<string, unknown>> = error.params;
  if (error.keyword === 'type' && params['type'] === 'string') return 'must be a string; send numbers as strings (P)';
  if (error.keyword === 'enum' && Array.isArray(params['allowedValues']))
    return `must be one of ${params['allowedValues'].join(', ')}`;
  if (error.keyword === 'pattern' && decimalMembers.test(error.instancePath))
    return 'must be a decimal like 100.00: ASCII digits, no plus sign, no leading zeros, no exponent (P)';
  const limit = params['limit'] === undefined ? '' : ` (limit ${String(params['limit'])})`;
  return `${remedies[error.keyword] ?? error.message ?? 'is not allowed'}${limit}`;
};

const paramError = (error: ErrorObject): ParamError => {
  const params: Readonly<Record<string, unknown>> = error.params;
  return error.keyword === 'required'
    ? { field: `${error.instancePath}/${String(params['missingProperty'])}`, rule: 'P-1', message: 'is required' }
    : { field: error.instancePath, rule: 'P', message: explain(error) };
};

/** The order without its empty members, or what its shape breaks: `P-1` for what is missing, `P` for the rest. */
export const readShape = (given: unknown): Precheck => {
  compiled ??= compile();
  const order = dropEmpty(given);
  if (compiled(order)) return { ok: true, order };
  const errors = (compiled.errors ?? []).map(paramError);
  const distinct = new Map(errors.map((error) => [`${error.field} ${error.rule} ${error.message}`, error]));
  return { ok: false, errors: [...distinct.values()] };
};
