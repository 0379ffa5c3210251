// The decimals of an order: their places and their signs (P, P-3).
import { decimalPlaces, fenOf, isDecimal } from '../../protocol/amount.ts';
import type { InvoiceLine } from '../../protocol/operations/invoice-issue.ts';
import type { ParamError } from '../../protocol/param-error.ts';
import type { Rule } from './rule.ts';

const mostRatePlaces = 6;

const p3 = (field: string, message: string): ParamError => ({ field, rule: 'P-3', message });

const judgeMoney = (field: string, text: string | undefined): ParamError[] => {
  if (text === undefined || fenOf(text) !== null) return [];
  return [
    isDecimal(text)
      ? p3(field, 'must have exactly two decimals')
      : { field, rule: 'P', message: 'must not be a negative zero' },
  ];
};

const judgeSigns = (line: InvoiceLine, field: string): ParamError[] => {
  const [amount, tax] = [fenOf(line.amount), fenOf(line.tax)];
  if (amount === null || tax === null) return [];
  if (line.kind !== '1')
    return amount > 0n ? [] : [p3(`${field}/amount`, 'must be above zero; a discount is a line of kind 1')];
  return [
    ...(amount < 0n ? [] : [p3(`${field}/amount`, 'must be below zero on a discount line')]),
    ...(tax <= 0n ? [] : [p3(`${field}/tax`, 'must not be above zero on a discount line')]),
  ];
};

const judgeRate = (field: string, rate: string): ParamError[] => {
  if (!isDecimal(rate)) return [{ field, rule: 'P', message: 'must not be a negative zero' }];
  return decimalPlaces(rate) <= mostRatePlaces
    ? []
    : [{ field, rule: 'P', message: `must be a fraction with at most ${mostRatePlaces} decimals` }];
};

/** Two decimals for money, the signs of P-3, at most six decimals for a rate. */
export const checkDecimals: Rule = (order) => {
  const total = fenOf(order.total);
  return [
    ...(['amount', 'tax', 'total'] as const).flatMap((member) => judgeMoney(`/${member}`, order[member])),
    ...(total !== null && total < 0n ? [p3('/total', 'must not be below zero')] : []),
    ...order.lines.flatMap((line, at) => [
      ...(['amount', 'tax', 'deduction'] as const).flatMap((member) =>
        judgeMoney(`/lines/${at}/${member}`, line[member]),
      ),
      ...judgeRate(`/lines/${at}/rate`, line.rate),
      ...judgeSigns(line, `/lines/${at}`),
    ]),
  ];
};
