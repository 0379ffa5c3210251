// P-8: the code is known, in force and a leaf; the rate is one that code, taxpayer and policy allow.
import { isDecimal, sameDecimal } from '../../protocol/amount.ts';
import type { ParamError } from '../../protocol/param-error.ts';
import type { Seller } from '../register/seller.ts';
import type { TaxCode } from '../tax-codes/tax-codes.ts';
import { allowedRates, showAllowedRates } from './allowed-rates.ts';
import { type Line, type Order, paramError, type Rule, show, textOf } from './rule.ts';

const isCode = (text: string): boolean => /^[0-9]{19}$/.test(text);

const refuseCode = ({ members, at }: Line, expected: string, remedy: string): ParamError[] => [
  paramError(`${at}/taxCode`, 'P-8', { expected, received: show(members['taxCode']), remedy }),
];

/** Rate 0 by policy 03 is the code's to allow; its other reasons are judged without the table. */
const judgeExemption = ({ members, at }: Line, code: TaxCode): ParamError[] =>
  textOf(members, 'policy') !== '03' || code.policies.has('03')
    ? []
    : [
        paramError(`${at}/policy`, 'P-8', {
          expected: `no policy 03 免税: ${code.name} is not exempt`,
          received: '"03"',
          remedy: 'send the rate of the code',
        }),
      ];

const isZeroReason = ({ members }: Line): boolean =>
  ['03', '04'].includes(textOf(members, 'policy')) || members['zeroRate'] !== undefined;

const judgeRate = (
  line: Line,
  code: TaxCode,
  about: { readonly seller: Seller; readonly day: string },
): ParamError[] => {
  const { seller, day } = about;
  const [rate, policy] = [textOf(line.members, 'rate'), textOf(line.members, 'policy') || null];
  const allowed = allowedRates(code, { kind: seller.kind, day });
  if (allowed.length === 0 && code.rates.length === 0 && !code.code.startsWith('6'))
    return refuseCode(
      line,
      `a code whose rates this bureau knows; of ${code.name} it knows none`,
      'give the file of --tax-codes a column of rates, or announce them (control resource tax-codes)',
    );
  const atThisRate = allowed.filter((pair) => sameDecimal(pair.rate, rate));
  if (atThisRate.some((pair) => pair.policy === policy)) return [];
  const pairs = {
    expected: `for ${code.name} of a ${seller.kind} taxpayer on ${day}: ${showAllowedRates(allowed)}`,
    received: policy === null ? `${rate} without policy` : `${rate} with policy ${policy}`,
    remedy: 'send a pair of rate and policy that is allowed',
  };
  return [paramError(`${line.at}/${atThisRate.length > 0 ? 'policy' : 'rate'}`, 'P-8', pairs)];
};

const judgeLine = (line: Line, { day, registered, taxTable }: Order): ParamError[] => {
  const text = textOf(line.members, 'taxCode');
  if (!isCode(text)) return [];
  const found = taxTable.find(text, day);
  if (found.kind === 'unknown') return refuseCode(line, 'a code of the table', 'look it up in the tax code table');
  const { taxCode } = found;
  if (found.kind === 'not-in-force') {
    const period = `from ${taxCode.validFrom}${taxCode.validTo === null ? '' : ` to ${taxCode.validTo}`}`;
    return refuseCode(line, `a code in force on ${day}; ${taxCode.name} is ${period}`, 'use the code of the day');
  }
  if (!taxCode.leaf)
    return refuseCode(line, `a leaf; ${taxCode.name} is a summary item`, 'use one of the codes below it');
  const rate = textOf(line.members, 'rate');
  const isZero = sameDecimal(rate, '0');
  const pairs =
    isZero || isZeroReason(line) || !isDecimal(rate) || registered === null
      ? []
      : judgeRate(line, taxCode, { seller: registered, day });
  return [...judgeExemption(line, taxCode), ...pairs];
};

export const judgeTaxCodes: Rule = (order) => order.lines.flatMap((line) => judgeLine(line, order));
