// Seller and buyer: who needs a tax number, who may not get a special invoice, and what a tax number looks like (P-1, P-2).
import type { ParamError } from '../../protocol/param-error.ts';
import { isTaxNumberForm } from '../../protocol/tax-number.ts';
import type { Rule } from './rule.ts';

/** 数电专票 and its paper form: deductible, so never to an individual. */
const special: ReadonlySet<string> = new Set(['81', '85']);

const judgeForm = (field: string, taxNo: string | undefined): ParamError[] =>
  taxNo === undefined || isTaxNumberForm(taxNo)
    ? []
    : [{ field, rule: 'P-2', message: 'must be 15, 17, 18 or 20 characters of 0-9 and A-Z' }];

export const checkParties: Rule = ({ invoiceType, seller, buyer }) => {
  const errors = [...judgeForm('/seller/taxNo', seller.taxNo), ...judgeForm('/buyer/taxNo', buyer.taxNo)];
  if (buyer.taxNo === undefined && (special.has(invoiceType) || buyer.kind === 'enterprise'))
    errors.push({
      field: '/buyer/taxNo',
      rule: 'P-1',
      message: 'is required for invoice types 81 and 85 and for every enterprise',
    });
  if (special.has(invoiceType) && buyer.kind === 'individual')
    errors.push({
      field: '/buyer/kind',
      rule: 'P-1',
      message: `invoice type ${invoiceType} is never issued to an individual`,
    });
  return errors;
};
