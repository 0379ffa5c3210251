// The shape of the pre-check: rules that each find their own errors, and what comes of all of them.
import type { InvoiceIssue } from '../../protocol/operations/invoice-issue.ts';
import type { ParamError } from '../../protocol/param-error.ts';

/** One group of rules: all errors it finds in an order that has the right shape. */
export type Rule = (order: InvoiceIssue) => ParamError[];
