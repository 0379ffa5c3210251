// The form of a payload (section P): types, words and patterns, as the JSON Schema of `invoice.issue` has them.
import type { ErrorObject, ValidateFunction } from 'ajv';
import { isDecimal } from '../../protocol/amount.ts';
import { InvoiceIssue } from '../../protocol/operations/invoice-issue.ts';
import type { ParamError } from '../../protocol/param-error.ts';
import { compileSchema } from '../compile-schema.ts';
import { type Members, paramError, type Rule, show } from './rule.ts';

let compiled: ValidateFunction | null = null;

/** Compiled at the first order: the bureau is ready sooner. */
const checkOrder = (): ValidateFunction => {
  compiled ??= compileSchema(InvoiceIssue, 'all');
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

const decimals = ['amount', 'tax', 'total', 'quantity', 'unitPrice', 'rate', 'deduction'];
const isDecimalMember = (pointer: string): boolean => decimals.includes(pointer.slice(pointer.lastIndexOf('/') + 1));

type Explanation = Parameters<typeof paramError>[2];

const explain = (error: ErrorObject, value: unknown): Explanation => {
  const params: Members = error.params;
  switch (error.keyword) {
    case 'type':
      return typeof value === 'number' || typeof value === 'boolean'
        ? { expected: 'a string', received: `the ${typeof value} ${value}`, remedy: `send it as a string: "${value}"` }
        : { expected: `a JSON ${String(params['type'])}`, received: show(value), remedy: 'send that type' };
    case 'enum':
      return {
        expected: `one of ${(params['allowedValues'] as string[]).join(', ')}`,
        received: show(value),
        remedy: 'send one of these words',
      };
    default:
      return {
        expected: `a text of the form ${String(params['pattern'] ?? error.keyword)}`,
        received: show(value),
        remedy: isDecimalMember(error.instancePath)
          ? 'write a decimal like 100.00: ASCII digits, no plus sign, no leading zero, no exponent'
          : 'write it in that form',
      };
  }
};

const p = (field: string, explanation: Explanation): ParamError => paramError(field, 'P', explanation);

const negativeZeros = (members: Members, at: string): ParamError[] =>
  decimals
    .filter((name) => {
      const text = members[name];
      return typeof text === 'string' && /^-0(\.0+)?$/.test(text) && !isDecimal(text);
    })
    .map((name) =>
      p(`${at}/${name}`, { expected: 'no negative zero', received: show(members[name]), remedy: 'leave the sign out' }),
    );

/** Left to the rules that know the profile: what is missing (P-1), and how many lines and characters there may be. */
const judgedElsewhere = new Set(['required', 'maxLength', 'maxItems']);

/** One error a member: the first that the schema has of it. */
const schemaErrors = (order: Members): ParamError[] => {
  const check = checkOrder();
  if (check(order)) return [];
  const byField = new Map<string, ParamError>();
  for (const error of check.errors ?? []) {
    const field = error.instancePath;
    if (!judgedElsewhere.has(error.keyword) && !byField.has(field))
      byField.set(field, p(field, explain(error, valueAt(order, field))));
  }
  return [...byField.values()];
};

export const judgeForm: Rule = ({ members, lines }) => [
  ...schemaErrors(members),
  ...negativeZeros(members, ''),
  ...lines.flatMap((line) => negativeZeros(line.members, line.at)),
];
