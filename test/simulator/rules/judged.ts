// Judges orders by the bureau's rules and says what it found as `field rule`, for tables of accepted and refused rows.

import { dropEmpty } from '../../../protocol/payload.ts';
import { readProfile } from '../../../simulator/profiles/profile.ts';
import { judgeInvoice } from '../../../simulator/rules/judge-invoice.ts';
import type { RuleContext } from '../../../simulator/rules/rule.ts';
import { shippedTable } from '../../../simulator/tax-codes/tax-codes.ts';
import { line, noon, order, seller } from '../operations/books.ts';

type Members = Readonly<Record<string, unknown>>;

export const smallScale = { ...seller, taxNo: '91440300MA5EW1BM6B', kind: 'small-scale' as const };

export const ruleContext: RuleContext = {
  now: noon,
  profile: readProfile('standard'),
  taxTable: shippedTable,
  sellers: new Map([seller, smallScale].map((one) => [one.taxNo, one])),
};

export const errorsOf = (payload: unknown, context: Partial<RuleContext> = {}) =>
  judgeInvoice(dropEmpty(payload) as Members, { ...ruleContext, ...context });

/** `field rule` of every error, in the order found. */
export const judged = (payload: unknown, context: Partial<RuleContext> = {}): string[] =>
  errorsOf(payload, context).map(({ field, rule }) => `${field} ${rule}`);

const fen = (text: string): bigint => BigInt(text.replace('.', ''));
const yuan = (sum: bigint): string => {
  const digits = (sum < 0n ? -sum : sum).toString().padStart(3, '0');
  return `${sum < 0n ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`;
};

/** An order of these lines with the sums that belong to it; every amount and tax must have two decimals. */
export const orderOf = (lines: readonly Members[], changed: Members = {}): Members => {
  const sum = (name: string) => lines.reduce((total, each) => total + fen(String(each[name])), 0n);
  const [amount, tax] = [sum('amount'), sum('tax')];
  return { ...order, lines, amount: yuan(amount), tax: yuan(tax), total: yuan(amount + tax), ...changed };
};

/** A lawful line of 100.00 at 6 % without quantity and price, changed. */
export const lineOf = (changed: Members = {}): Members => {
  const { quantity: _quantity, unitPrice: _unitPrice, ...plain } = line;
  return { ...plain, ...changed };
};
