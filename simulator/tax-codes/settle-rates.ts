// Which rates a code has that the bureau's own table lacks: those of its nearest relatives there, where they agree.
import type { TaxCode } from './tax-codes.ts';

export type Settled = Pick<TaxCode, 'rates' | 'smallScaleRates' | 'levies' | 'policies' | 'element'> & {
  readonly validFrom: string | null;
};

/** From 细目 up to 类; relatives further away have too little in common. */
const prefixLengths = [17, 15, 13, 11, 9, 7, 5, 3];

const nothing: Settled = {
  rates: [],
  smallScaleRates: [],
  levies: new Set(),
  policies: new Set(),
  element: null,
  validFrom: null,
};

const signOf = ({ rates, smallScaleRates }: TaxCode): string => JSON.stringify([rates, smallScaleRates]);

/** Relatives by prefix: the one that stands for all, or null where their rates differ; and the element all share. */
type Family = { readonly one: TaxCode; readonly agreed: boolean; readonly element: string | null };

const familiesOf = (own: readonly TaxCode[]): ReadonlyMap<string, Family> => {
  const families = new Map<string, Family>();
  for (const code of own.filter(({ leaf }) => leaf))
    for (const length of prefixLengths) {
      const prefix = code.code.slice(0, length);
      const family = families.get(prefix);
      families.set(prefix, {
        one: family?.one ?? code,
        agreed: family ? family.agreed && signOf(family.one) === signOf(code) : true,
        element: family && family.element !== code.element ? null : code.element,
      });
    }
  return families;
};

/**
 * A code of the bureau's own table is as there. Any other has the rates of the nearest prefix under which that table has
 * leaves, if all of these have the same; none where they differ. Levies and policies are a code's own: they are not inherited.
 */
export const settleRates = (own: readonly TaxCode[]): ((code: string) => Settled) => {
  const byCode = new Map(own.map((code) => [code.code, code]));
  const families = familiesOf(own);
  return (code) => {
    const same = byCode.get(code);
    if (same?.leaf) return same;
    const nearest = prefixLengths.map((length) => families.get(code.slice(0, length))).find(Boolean);
    if (!nearest?.agreed) return nothing;
    const { rates, smallScaleRates } = nearest.one;
    return { ...nothing, rates, smallScaleRates, element: nearest.element };
  };
};
