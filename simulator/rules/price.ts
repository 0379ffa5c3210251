// P-7: quantity and price, both or neither; their product is the amount, or the price the amount divided by the quantity.
import { Big } from 'big.js';
import { decimalPlaces, fenOf, isDecimal, round8 } from '../../protocol/amount.ts';
import type { ParamError } from '../../protocol/param-error.ts';
import type { Profile } from '../profiles/profile.ts';
import { kindOf, type Line, paramError, type Rule, show, textOf } from './rule.ts';

/** Divides with so many places that rounding to eight afterwards is rounding once. */
const Divisible = Big();
Divisible.DP = 40;

/** Decimals as texts, the quantity above 0: the product is the amount within `tolerance`, or the price what one costs to eight decimals. */
export const isPriceTrue = (
  { quantity, unitPrice, amount }: Readonly<Record<'quantity' | 'unitPrice' | 'amount', string>>,
  tolerance: string,
): boolean =>
  Big(quantity).times(unitPrice).minus(amount).abs().lte(tolerance) ||
  round8(Divisible(amount).div(quantity)).eq(round8(Big(unitPrice)));

const judgeFactor = (line: Line, name: string, profile: Profile): ParamError[] => {
  const text = textOf(line.members, name);
  if (!isDecimal(text)) return [];
  const refuse = (expected: string, remedy: string) => [
    paramError(`${line.at}/${name}`, 'P-7', { expected, received: show(text), remedy }),
  ];
  if (Big(text).lte(0)) return refuse('a number above 0', 'a reduction is a discount line, a return a red invoice');
  return decimalPlaces(text) > profile.priceDecimals
    ? refuse(`at most ${profile.priceDecimals} decimals`, 'round it')
    : [];
};

const judgeProduct = ({ members, at }: Line, { priceTolerance }: Profile): ParamError[] => {
  const [quantity, unitPrice, amount] = ['quantity', 'unitPrice', 'amount'].map((name) => textOf(members, name));
  if (!quantity || !unitPrice || !amount || !isDecimal(quantity) || !isDecimal(unitPrice)) return [];
  if (fenOf(amount) === null || Big(quantity).lte(0)) return [];
  if (isPriceTrue({ quantity, unitPrice, amount }, priceTolerance)) return [];
  const product = Big(quantity).times(unitPrice);
  return [
    paramError(`${at}/amount`, 'P-7', {
      expected: `quantity × unitPrice = ${product.toFixed()}, at most ${priceTolerance} away`,
      received: amount,
      remedy: 'or send unitPrice = amount ÷ quantity to eight decimals',
    }),
  ];
};

const judgePair = ({ members, at }: Line): ParamError[] => {
  const present = ['quantity', 'unitPrice'].filter((name) => members[name] !== undefined);
  if (present.length !== 1) return [];
  const absent = present[0] === 'quantity' ? 'unitPrice' : 'quantity';
  return [
    paramError(`${at}/${absent}`, 'P-7', {
      expected: 'quantity and unitPrice, both or neither',
      received: `${present[0]} alone`,
      remedy: 'send the other too, or leave both out',
    }),
  ];
};

/** Not on discount lines: P-9 allows them neither. */
export const judgePrice: Rule = ({ lines, profile }) =>
  lines.flatMap((line) =>
    kindOf(line) === '1'
      ? []
      : [
          ...judgePair(line),
          ...judgeFactor(line, 'quantity', profile),
          ...judgeFactor(line, 'unitPrice', profile),
          ...judgeProduct(line, profile),
        ],
  );
