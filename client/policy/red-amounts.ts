// Amounts of a reversal: negative, and added without a float (P, `invoice.red`).
import { Big } from 'big.js';
import { isDecimal } from '../../protocol/amount.ts';

/** An amount with the other sign, two decimals. */
export const negated = (amount: string): string => new Big(amount).neg().toFixed(2);

/** Σ of the member `name` of the lines; null where one is no decimal. */
export const sumOf = (lines: readonly unknown[], name: string): string | null => {
  let sum = new Big(0);
  for (const line of lines) {
    const value: unknown = typeof line === 'object' && line !== null ? Reflect.get(line, name) : undefined;
    if (typeof value !== 'string' || !isDecimal(value)) return null;
    sum = sum.plus(value);
  }
  return sum.toFixed(2);
};
