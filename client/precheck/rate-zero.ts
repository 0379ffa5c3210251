// Rate 0 and why: exempt, not taxable or exported; the part of P-8 that needs no table of codes (C-3).
import { Big } from 'big.js';
import { fenOf, isDecimal } from '../../protocol/amount.ts';
import type { InvoiceIssue, InvoiceLine } from '../../protocol/operations/invoice-issue.ts';
import type { ParamError } from '../../protocol/param-error.ts';
import type { Rule } from './rule.ts';

const exempt = '03';
const notTaxable = '04';
/** Codes of the sixth chapter are 不征税 (P-8). */
const untaxedChapter = '6';
const special: ReadonlySet<string> = new Set(['81', '85']);

const p8 = (field: string, message: string): ParamError => ({ field, rule: 'P-8', message });

const judgeZero = (order: InvoiceIssue, line: InvoiceLine, where: string): ParamError[] => {
  const errors: ParamError[] = [];
  const reasons = [line.policy === exempt, line.policy === notTaxable, line.zeroRate === 'export'];
  if (reasons.filter(Boolean).length !== 1)
    errors.push(p8(`${where}/policy`, 'rate 0 needs exactly one of policy 03, policy 04 and zeroRate export'));
  if (special.has(order.invoiceType))
    errors.push(p8(`${where}/rate`, `must not be 0 on invoice type ${order.invoiceType}`));
  const tax = fenOf(line.tax);
  if (tax !== null && tax !== 0n) errors.push(p8(`${where}/tax`, 'must be 0.00 at rate 0'));
  return errors;
};

const judgeTaxed = (line: InvoiceLine, where: string): ParamError[] => [
  ...(line.policy === exempt || line.policy === notTaxable
    ? [p8(`${where}/rate`, `must be 0 with policy ${line.policy}`)]
    : []),
  ...(line.zeroRate === undefined ? [] : [p8(`${where}/rate`, `must be 0 with zeroRate ${line.zeroRate}`)]),
];

export const checkZeroRates: Rule = (order) =>
  order.lines.flatMap((line, at) => {
    const where = `/lines/${at}`;
    if (!isDecimal(line.rate)) return [];
    const chapterDisagrees = (line.policy === notTaxable) !== line.taxCode.startsWith(untaxedChapter);
    return [
      ...(chapterDisagrees ? [p8(`${where}/policy`, 'is 04 if and only if the tax code begins with 6')] : []),
      ...(new Big(line.rate).eq(0) ? judgeZero(order, line, where) : judgeTaxed(line, where)),
    ];
  });
