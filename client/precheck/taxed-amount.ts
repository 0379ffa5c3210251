// The amount of a line that its tax is reckoned on: less the deduction, unless the whole is taxed (P-5).
import { Big } from 'big.js';
import { fenOf, isDecimal } from '../../protocol/amount.ts';
import type { InvoiceIssue, InvoiceLine } from '../../protocol/operations/invoice-issue.ts';

/** 全额开票: a deduction is named, but the tax is on the whole amount. */
const wholeAmount = '01';

/** Null when a decimal of the line is none: its own rule says so. */
export const taxedAmount = (order: InvoiceIssue, line: InvoiceLine): Big | null => {
  if (fenOf(line.amount) === null || !isDecimal(line.rate)) return null;
  if (line.deduction === undefined || order.deductionMode === wholeAmount) return new Big(line.amount);
  return fenOf(line.deduction) === null ? null : new Big(line.amount).minus(line.deduction);
};
