// The small client's own pre-check: enough of P-1, P-3, P-4, P-5 and P-8 for the scenarios that send lawless payloads (C-3).
import { Big } from 'big.js';
import { fenOf, isDecimal } from '../../../protocol/amount.ts';
import type { Order } from './habits.ts';

export type PrecheckError = { readonly field: string; readonly rule: string; readonly message: string };
type Members = Readonly<Record<string, unknown>>;

const required = ['orderNo', 'invoiceType', 'seller', 'buyer', 'clerk', 'amount', 'tax', 'total'];
const lineRequired = ['name', 'taxCode', 'amount', 'rate', 'tax'];
const error = (field: string, rule: string, message: string): PrecheckError => ({ field, rule, message });
const text = (members: Members, name: string): string => String(members[name] ?? '');

const checkLine = (line: Members, at: string): PrecheckError[] => {
  const missing = lineRequired
    .filter((name) => text(line, name) === '')
    .map((name) => error(`${at}/${name}`, 'P-1', 'required'));
  if (missing.length > 0) return missing;
  const malformed = ['amount', 'tax'].filter((name) => fenOf(text(line, name)) === null);
  if (malformed.length > 0 || !isDecimal(text(line, 'rate')))
    return malformed.map((name) => error(`${at}/${name}`, 'P-3', 'two decimals'));
  const base = Big(text(line, 'amount')).minus(text(line, 'deduction') || '0');
  const off = base.times(text(line, 'rate')).round(2, Big.roundHalfUp).minus(text(line, 'tax')).abs();
  const reasons = [['03', '04'].includes(text(line, 'policy')), text(line, 'zeroRate') === 'export'].filter(
    Boolean,
  ).length;
  const untaxed = Big(text(line, 'rate')).eq(0);
  return [
    ...(off.gt('0.06') ? [error(`${at}/tax`, 'P-5', 'more than 0.06 from amount × rate')] : []),
    ...(untaxed && (reasons !== 1 || text(line, 'tax') !== '0.00')
      ? [error(`${at}/rate`, 'P-8', 'rate 0 needs one reason')]
      : []),
  ];
};

/** All errors found; an empty list lets the order go. */
export const precheck = (order: Order): PrecheckError[] => {
  const lines = (order['lines'] ?? []) as readonly Members[];
  const missing = required.filter((name) => !order[name]).map((name) => error(`/${name}`, 'P-1', 'required'));
  if (missing.length > 0 || lines.length === 0)
    return missing.length > 0 ? missing : [error('/lines', 'P-1', 'required')];
  const malformed = ['amount', 'tax', 'total'].filter((name) => fenOf(text(order, name)) === null);
  const inLines = lines.flatMap((line, at) => checkLine(line, `/lines/${at}`));
  if (malformed.length > 0) return [...malformed.map((name) => error(`/${name}`, 'P-3', 'two decimals')), ...inLines];
  if (inLines.some(({ rule }) => rule === 'P-1' || rule === 'P-3')) return inLines;
  const sum = (name: string) => lines.reduce((total, line) => total + (fenOf(text(line, name)) ?? 0n), 0n);
  const wrong = ['amount', 'tax'].filter((name) => sum(name) !== fenOf(text(order, name)));
  const total = sum('amount') + sum('tax') === fenOf(text(order, 'total'));
  return [
    ...wrong.map((name) => error(`/${name}`, 'P-4', 'the lines sum to another figure')),
    ...(total ? [] : [error('/total', 'P-4', 'amount + tax')]),
    ...inLines,
  ];
};
