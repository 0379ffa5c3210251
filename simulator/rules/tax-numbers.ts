// P-2: the form of tax numbers, and with strict identity on also their check characters.
import { isStrictTaxNumber, isTaxNumberForm } from '../../protocol/tax-number.ts';
import { membersOf, paramError, type Rule, textOf } from './rule.ts';

export const judgeTaxNumbers: Rule = (order, { profile }) =>
  ['seller', 'buyer'].flatMap((party) => {
    const number = textOf(membersOf(order[party]), 'taxNo');
    const field = `/${party}/taxNo`;
    if (number === '') return [];
    if (!isTaxNumberForm(number))
      return [paramError(field, 'P-2', 'must be 15, 17, 18 or 20 characters of 0-9 and A-Z, without spaces')];
    return profile.strictIdentity && !isStrictTaxNumber(number)
      ? [paramError(field, 'P-2', 'satisfies neither GB 32100-2015 nor GB 11643')]
      : [];
  });
