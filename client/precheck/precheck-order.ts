// The taxpayer's own check before anything is sent: what the bureau would refuse for its content is refused here (C-3).
import { InvoiceIssue } from '../../protocol/operations/invoice-issue.ts';
import { checkDecimals } from './decimals.ts';
import { checkDiscounts } from './discounts.ts';
import { checkInvoiceTax } from './invoice-tax.ts';
import { checkLineTax } from './line-tax.ts';
import { checkParties } from './parties.ts';
import { checkPrices } from './price.ts';
import { checkZeroRates } from './rate-zero.ts';
import type { Rule } from './rule.ts';
import { createShape, type Shape } from './shape.ts';
import { checkSums } from './sums.ts';
import { checkTexts } from './texts.ts';

const rules: readonly Rule[] = [
  checkTexts,
  checkParties,
  checkDecimals,
  checkSums,
  checkLineTax,
  checkInvoiceTax,
  checkPrices,
  checkZeroRates,
  checkDiscounts,
];

const readShape = createShape<InvoiceIssue>(InvoiceIssue);

/**
 * P-1, P-2 (form), P-3 to P-7, P-9 and of P-8 the rules on rate 0; all errors, each with JSON pointer and clause. The
 * order that comes back has no empty members; where the shape is wrong, nothing else is judged.
 */
export const precheckOrder = (given: unknown): Shape<InvoiceIssue> => {
  const shape = readShape(given);
  if (!shape.ok) return shape;
  const errors = rules.flatMap((rule) => rule(shape.payload));
  return errors.length === 0 ? shape : { ok: false, errors };
};
