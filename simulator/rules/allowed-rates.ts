// Which rates a code, a taxpayer and a policy allow together on a day (P-8): everything that is not in this list is an error.
import { ratesOn, type TaxCode } from '../tax-codes/tax-codes.ts';

/** `policy` null: none is needed. Rates are fractions above 0; rate 0 has reasons of its own. */
export type AllowedRate = { readonly rate: string; readonly policy: string | null };

/** 简易征收 and the rates each of its policies stands for; the code says which of them it may use. */
const levyPolicies = [
  { policy: '01', rates: ['0.03', '0.05'] },
  { policy: '08', rates: ['0.03'] },
  { policy: '09', rates: ['0.05'] },
  { policy: '10', rates: ['0.015'] },
];

/** Policies that leave the tax as it is and give some of it back, or mark a trade (rare earths): they go with the ordinary rates. */
const besidesOrdinary = (policies: ReadonlySet<string>): string[] =>
  [...policies].filter((policy) => policy !== '03' && policy !== '04');

/** General taxpayers choose a levy only by policy; small-scale ones have it anyway, and may name the policy with it. */
export const allowedRates = (
  code: TaxCode,
  about: { readonly kind: 'general' | 'small-scale'; readonly day: string },
): AllowedRate[] => {
  const general = about.kind === 'general';
  const ordinary = ratesOn(general ? code.rates : code.smallScaleRates, about.day);
  const isLevy = (rate: string) => code.levies.has(rate) || (!general && ordinary.includes(rate));
  const refunds = general ? besidesOrdinary(code.policies) : [];
  return [
    ...ordinary.map((rate) => ({ rate, policy: null })),
    ...refunds.flatMap((policy) => ordinary.map((rate) => ({ rate, policy }))),
    ...levyPolicies.flatMap(({ policy, rates }) => rates.filter(isLevy).map((rate) => ({ rate, policy }))),
  ];
};

/** As a message lists them: `0.06, 0.03 with policy 01`. */
export const showAllowedRates = (allowed: readonly AllowedRate[]): string =>
  allowed.map(({ rate, policy }) => (policy === null ? rate : `${rate} with policy ${policy}`)).join(', ') ||
  'none above 0';
