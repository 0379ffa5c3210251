// The form of a payload (section P): types, words, patterns and lengths, as the JSON Schema of `invoice.issue` has them.
import { Ajv, type ErrorObject, type ValidateFunction } from 'ajv';
import { isDecimal } from '../../protocol/amount.ts';
import { InvoiceIssue } from '../../protocol/operations/invoice-issue.ts';
import type { ParamError } from '../../protocol/param-error.ts';
import { linesOf, type Members, paramError, type Rule } from './rule.ts';

let compiled: ValidateFunction | null = null;

/** Compiled at the first order: the bureau is ready sooner. */
const checkOrder = (): ValidateFunction => {
  compiled ??= new Ajv({ allErrors: true, strict: false }).compile(InvoiceIssue);
  return compiled;
};

const valueAt = (order: Members, pointer: string): unknown =>
  pointer
    .split('/')
    .slice(1)
    .reduce<unknown>(
      (value, name) => (typeof value === 'object' && value !== null ? (value as Members)[name] : undefined),
      order,
    );

const shown = (value: unknown): string => JSON.stringify(value)?.slice(0, 60) ?? 'nothing';

const messageOf = (error: ErrorObject, received: unknown): string => {
  if (error.keyword === 'type' && typeof received === 'number') return `is the number ${received}; send it as a string`;
  if (error.keyword === 'enum')
    return `must be one of ${JSON.stringify(error.params['allowedValues'])}; received ${shown(received)}`;
  if (error.keyword === 'maxLength') return `has more than ${String(error.params['limit'])} characters`;
  if (error.keyword === 'maxItems') return `has more than ${String(error.params['limit'])} lines`;
  if (error.keyword === 'minItems') return 'needs at least one line';
  return `${error.message ?? error.keyword}; received ${shown(received)}`;
};

/** Missing members are left to P-1, which knows more of them; everything else of the schema is an error of section P. */
export const judgeForm: Rule = (order) => {
  const check = checkOrder();
  if (check(order)) return negativeZeros(order);
  const errors = (check.errors ?? [])
    .filter((error) => error.keyword !== 'required')
    .map((error) => paramError(error.instancePath, 'P', messageOf(error, valueAt(order, error.instancePath))));
  return [...errors, ...negativeZeros(order)];
};

const decimals = ['amount', 'tax', 'total', 'rate', 'quantity', 'unitPrice', 'deduction'];

const negativeZeros = (order: Members): ParamError[] =>
  [{ members: order, at: '' }, ...linesOf(order).map((members, at) => ({ members, at: `/lines/${at}` }))].flatMap(
    ({ members, at }) =>
      decimals
        .filter(
          (name) => typeof members[name] === 'string' && /^-0(\.0+)?$/.test(members[name]) && !isDecimal(members[name]),
        )
        .map((name) => paramError(`${at}/${name}`, 'P', 'is a negative zero; send 0')),
  );
