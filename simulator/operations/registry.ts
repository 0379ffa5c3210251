// The interfaces of the bureau by name.
import type { Operation } from './decision.ts';
import { invoiceIssue } from './invoice-issue.ts';
import { invoiceQuery } from './invoice-query.ts';
import { quotaQuery } from './quota-query.ts';

const operations: ReadonlyMap<string, Operation> = new Map(
  [invoiceIssue, invoiceQuery, quotaQuery].map((operation) => [operation.interface, operation]),
);

export const operationNames: ReadonlySet<string> = new Set(operations.keys());

export const operationOf = (interfaceName: string): Operation | null => operations.get(interfaceName) ?? null;
