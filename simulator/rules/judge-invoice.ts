// All rules of section P for `invoice.issue`, all errors at once (R 1001).
import type { ParamError } from '../../protocol/param-error.ts';
import { judgeDecimals } from './decimals.ts';
import { judgeDeductions } from './deductions.ts';
import { judgeDiscounts } from './discounts.ts';
import { judgeElements } from './elements.ts';
import { judgeForm } from './form.ts';
import { judgeLimits } from './limits.ts';
import { judgeInvoiceTax, judgeLineTax } from './line-tax.ts';
import { judgePrice } from './price.ts';
import { judgePrintedNames } from './printed-name.ts';
import { judgeRequired } from './required.ts';
import { type Members, type Rule, type RuleContext, readOrder } from './rule.ts';
import { judgeSums } from './sums.ts';
import { judgeTaxCodes } from './tax-codes.ts';
import { judgeTaxNumbers } from './tax-numbers.ts';
import { judgeTexts } from './texts.ts';
import { judgeZeroRates } from './zero-rate.ts';

/** In the order of the clauses. */
const rules: readonly Rule[] = [
  judgeForm,
  judgeLimits,
  judgeRequired,
  judgeTexts,
  judgeTaxNumbers,
  judgeDecimals,
  judgeSums,
  judgeLineTax,
  judgeDeductions,
  judgeInvoiceTax,
  judgePrice,
  judgeTaxCodes,
  judgeZeroRates,
  judgeDiscounts,
  judgePrintedNames,
  judgeElements,
];

/** 1001 reports so many at most. */
const mostErrors = 50;

/** Every error of the payload, at most 50; `members` are free of null and empty ones. */
export const judgeInvoice = (members: Members, context: RuleContext): readonly ParamError[] => {
  const order = readOrder(members, context);
  return rules.flatMap((rule) => rule(order)).slice(0, mostErrors);
};
