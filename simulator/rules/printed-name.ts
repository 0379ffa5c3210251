// P-10: the printed name is `*shortName*name`; `name` comes without the prefix, and never with another one.
import { dateOf } from '../../protocol/timestamp.ts';
import { findTaxCode, type TaxCode } from '../tax-codes/tax-codes.ts';
import { linesOf, paramError, type Rule, textOf } from './rule.ts';

const prefixForm = /^\*([^*]*)\*/;

/** The name as it is printed; a matching prefix is not doubled. */
export const printedName = (name: string, code: TaxCode): string =>
  prefixForm.exec(name)?.[1] === code.shortName ? name : `*${code.shortName}*${name}`;

export const judgePrintedNames: Rule = (order, { now }) =>
  linesOf(order).flatMap((line, index) => {
    const found = findTaxCode(textOf(line, 'taxCode'), dateOf(now));
    const code = found.kind === 'unknown' ? null : found.taxCode;
    const prefix = prefixForm.exec(textOf(line, 'name'))?.[1];
    return code?.leaf && prefix !== undefined && prefix !== code.shortName
      ? [
          paramError(
            `/lines/${index}/name`,
            'P-10',
            `has the prefix *${prefix}*; the code's is *${code.shortName}*: leave it out`,
          ),
        ]
      : [];
  });
