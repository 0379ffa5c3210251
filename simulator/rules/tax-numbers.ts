// P-2: the form of tax numbers, and with strict identity on also their check characters.
import { isStrictTaxNumber, isTaxNumberForm } from '../../protocol/tax-number.ts';
import { paramError, type Rule, show, textOf } from './rule.ts';

export const judgeTaxNumbers: Rule = ({ seller, buyer, profile }) =>
  [
    { field: '/seller/taxNo', number: textOf(seller, 'taxNo') },
    { field: '/buyer/taxNo', number: textOf(buyer, 'taxNo') },
  ].flatMap(({ field, number }) => {
    if (number === '') return [];
    if (!isTaxNumberForm(number))
      return [
        paramError(field, 'P-2', {
          expected: '15, 17, 18 or 20 characters of 0-9 and A-Z',
          received: show(number),
          remedy: 'write it in upper case without spaces',
        }),
      ];
    const passes = !profile.strictIdentity || profile.knownTaxNumbers.includes(number) || isStrictTaxNumber(number);
    return passes
      ? []
      : [
          paramError(field, 'P-2', {
            expected: 'a number that satisfies GB 32100-2015 or GB 11643',
            received: show(number),
            remedy: 'look for a slip of the pen, or list it in the profile as known',
          }),
        ];
  });
