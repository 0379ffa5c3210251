// P-7: quantity times price is the amount, or the price is the amount divided by the quantity to eight decimals.
import { Big } from 'big.js';
import { fenOf, isDecimal, round8 } from '../../protocol/amount.ts';
import { kindOf, linesOf, paramError, type Rule, textOf } from './rule.ts';

export const judgePrice: Rule = (order, { profile }) =>
  linesOf(order).flatMap((line, index) => {
    const [quantity, unitPrice, amount] = [textOf(line, 'quantity'), textOf(line, 'unitPrice'), textOf(line, 'amount')];
    const countable = isDecimal(quantity) && isDecimal(unitPrice) && fenOf(amount) !== null && Big(quantity).gt(0);
    if (!countable || kindOf(line) === '1') return [];
    const near = Big(quantity).times(unitPrice).minus(amount).abs().lte(profile.priceTolerance);
    const same = round8(divide(amount, quantity)).eq(round8(Big(unitPrice)));
    return near || same
      ? []
      : [
          paramError(
            `/lines/${index}/unitPrice`,
            'P-7',
            `times quantity is ${Big(quantity).times(unitPrice).toFixed()}, the amount is ${amount}`,
          ),
        ];
  });

/** Enough digits that rounding to eight afterwards is exact. */
const divide = (amount: string, quantity: string): Big => {
  const Precise = Big();
  Precise.DP = 40;
  return Big(Precise(amount).div(quantity).toFixed());
};
