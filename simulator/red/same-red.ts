// When two reversals of one order number are the same (B-1): numbers, reason and lines; decimals as numbers.
import { canonicalDecimal } from '../../protocol/amount.ts';
import { readRed } from './read-red.ts';

type Members = Readonly<Record<string, unknown>>;

const canonical = (text = ''): string => canonicalDecimal(text);

/** Equal texts for equal reversals; null for what is none. */
export const redKey = (members: Members): string | null => {
  const reading = readRed(members);
  if (!reading.ok) return null;
  const { orderNo, originalInvoiceNo, reason, lines } = reading.wish;
  const written = lines?.map(({ originalLine, amount, tax, quantity, unitPrice }) =>
    [originalLine, canonical(amount), canonical(tax), canonical(quantity), canonical(unitPrice)].join(),
  );
  return JSON.stringify([orderNo, originalInvoiceNo, reason, written ?? null]);
};
