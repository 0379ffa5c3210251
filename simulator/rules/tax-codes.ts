// P-8 and P-11: the code is known, a leaf and simulated; the rate is one that code, taxpayer and policy allow on that day.
import { Big } from 'big.js';
import { fenOf, isDecimal } from '../../protocol/amount.ts';
import type { ParamError } from '../../protocol/param-error.ts';
import { dateOf } from '../../protocol/timestamp.ts';
import { findTaxCode, ratesOn, type TaxCode } from '../tax-codes/tax-codes.ts';
import { linesOf, type Members, membersOf, paramError, type Rule, type RuleContext, textOf } from './rule.ts';

const special = new Set(['81', '85']);
const has = (rates: readonly string[], rate: string): boolean => rates.some((allowed) => Big(allowed).eq(rate));
const percent = (rates: readonly string[]): string => (rates.length > 0 ? rates.join(', ') : 'none');

type Place = { readonly line: Members; readonly at: string; readonly code: TaxCode };

/** Rate 0 needs exactly one reason, has no tax, and never stands on a special invoice. */
const judgeZeroRate = ({ line, at, code }: Place, invoiceType: string): ParamError[] => {
  const policy = textOf(line, 'policy');
  const untaxed = code.code.startsWith('6');
  const reasons = [policy === '03', policy === '04', textOf(line, 'zeroRate') === 'export'].filter(Boolean).length;
  const tax = fenOf(textOf(line, 'tax'));
  return [
    ...(reasons === 1
      ? []
      : [paramError(`${at}/rate`, 'P-8', 'is 0: needs exactly one of policy 03, policy 04, zeroRate export')]),
    ...(policy === '03' && !code.policies.has('03')
      ? [paramError(`${at}/policy`, 'P-8', `is 03 免税, which ${code.code} does not allow`)]
      : []),
    ...(policy === '04' && !untaxed
      ? [paramError(`${at}/policy`, 'P-8', 'is 04 不征税, which is for codes that begin with 6')]
      : []),
    ...(untaxed && policy !== '04'
      ? [paramError(`${at}/policy`, 'P-8', 'must be 04 不征税 for a code that begins with 6')]
      : []),
    ...(policy !== '' && policy !== '03' && policy !== '04'
      ? [paramError(`${at}/policy`, 'P-8', `is ${policy}, which does not go with rate 0`)]
      : []),
    ...(tax !== null && tax !== 0n ? [paramError(`${at}/tax`, 'P-8', 'must be 0.00 at rate 0')] : []),
    ...(special.has(invoiceType)
      ? [paramError(`${at}/rate`, 'P-8', `is 0, which an invoice of type ${invoiceType} never has`)]
      : []),
  ];
};

/** Rates by policy of simplified taxation; every other policy goes with the ordinary rates. */
const levyPolicies: Readonly<Record<string, readonly string[]>> = {
  '01': ['0.03', '0.05'],
  '08': ['0.03'],
  '09': ['0.05'],
  '10': ['0.015'],
};

const allowedRates = (
  code: TaxCode,
  policy: string,
  about: { readonly kind: 'general' | 'small-scale'; readonly day: string },
): readonly string[] => {
  const ordinary = ratesOn(about.kind === 'general' ? code.rates : code.smallScaleRates, about.day);
  const levies = levyPolicies[policy];
  if (!levies) return ordinary;
  return levies.filter((rate) => code.levies.has(rate) || (about.kind === 'small-scale' && has(ordinary, rate)));
};

const judgeRate = (place: Place, order: Members, context: RuleContext): ParamError[] => {
  const { line, at, code } = place;
  const rate = textOf(line, 'rate');
  const policy = textOf(line, 'policy');
  if (!isDecimal(rate)) return [];
  if (Big(rate).eq(0)) return judgeZeroRate(place, textOf(order, 'invoiceType'));
  const zeroOnly = ['03', '04'].includes(policy) || line['zeroRate'] !== undefined;
  const seller = context.sellers.get(textOf(membersOf(order['seller']), 'taxNo'));
  const allowed = allowedRates(code, policy, { kind: seller?.kind ?? 'general', day: dateOf(context.now) });
  return [
    ...(zeroOnly
      ? [
          paramError(
            `${at}/${line['zeroRate'] === undefined ? 'policy' : 'zeroRate'}`,
            'P-8',
            'stands with a rate above 0; it is for rate 0',
          ),
        ]
      : []),
    ...(zeroOnly || has(allowed, rate)
      ? []
      : [
          paramError(
            `${at}/rate`,
            'P-8',
            `is ${rate}; ${code.code} allows ${percent(allowed)} for a ${seller?.kind ?? 'general'} taxpayer${policy ? ` with policy ${policy}` : ' without policy'} today`,
          ),
        ]),
  ];
};

export const judgeTaxCodes: Rule = (order, context) =>
  linesOf(order).flatMap((line, index) => {
    const at = `/lines/${index}`;
    const text = textOf(line, 'taxCode');
    if (!/^[0-9]{19}$/.test(text)) return [];
    const found = findTaxCode(text, dateOf(context.now));
    if (found.kind === 'unknown') return [paramError(`${at}/taxCode`, 'P-8', `${text} is not in the table`)];
    const code = found.taxCode;
    if (found.kind === 'not-in-force')
      return [
        paramError(
          `${at}/taxCode`,
          'P-8',
          `${text} is in force from ${code.validFrom} to ${code.validTo ?? 'today and on'} only`,
        ),
      ];
    if (!code.leaf)
      return [paramError(`${at}/taxCode`, 'P-8', `${text} ${code.name} is a summary item; use a code below it`)];
    if (code.element !== null)
      return [
        paramError(
          `${at}/taxCode`,
          'P-11',
          `${text} needs the element ${code.element}, which this bureau does not simulate yet`,
        ),
      ];
    return judgeRate({ line, at, code }, order, context);
  });
