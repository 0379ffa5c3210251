// All rules of section P for `invoice.issue`, all errors at once (R 1001).
import type { ParamError } from '../../protocol/param-error.ts';
import { judgeDecimals } from './decimals.ts';
import { judgeDiscounts } from './discounts.ts';
import { judgeForm } from './form.ts';
import { judgeInvoiceTax, judgeLineTax } from './line-tax.ts';
import { judgePrice } from './price.ts';
import { judgePrintedNames } from './printed-name.ts';
import { judgeRequired } from './required.ts';
import type { Members, Rule, RuleContext } from './rule.ts';
import { judgeSums } from './sums.ts';
import { judgeTaxCodes } from './tax-codes.ts';
import { judgeTaxNumbers } from './tax-numbers.ts';

const rules: readonly Rule[] = [
  judgeForm,
  judgeRequired,
  judgeTaxNumbers,
  judgeDecimals,
  judgeSums,
  judgeLineTax,
  judgeInvoiceTax,
  judgePrice,
  judgeTaxCodes,
  judgeDiscounts,
  judgePrintedNames,
];

/** Every error of the payload, at most as many as the profile reports; `order` is free of null and empty members. */
export const judgeInvoice = (order: Members, context: RuleContext): readonly ParamError[] =>
  rules.flatMap((rule) => rule(order, context)).slice(0, context.profile.mostErrors);
