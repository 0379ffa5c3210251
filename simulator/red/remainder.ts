// What of a blue invoice can still be reversed: its lines, discounts merged into them, less what was reversed or is reserved (B-5).
import { Big } from 'big.js';
import { fenOf } from '../../protocol/amount.ts';
import type { InvoiceEntry, Ledger } from '../ledger/ledger.ts';
import type { RedLineEntry } from '../ledger/sheets.ts';

type Members = Readonly<Record<string, unknown>>;

/** `line` counts the blue invoice's lines from 1. `quantity` null: the line has none. `whole`: nothing of it is gone. */
export type RemainingLine = {
  readonly line: number;
  readonly content: Members;
  readonly amount: bigint;
  readonly tax: bigint;
  readonly quantity: Big | null;
  readonly unitPrice: string | null;
  readonly whole: boolean;
};

const text = (members: Members, name: string): string => String(members[name] ?? '');
const fen = (members: Members, name: string): bigint => fenOf(text(members, name)) ?? 0n;

/** After a discount the price is what was really paid for one. */
const priceOf = (line: Members, merged: bigint): string | null => {
  if (line['quantity'] === undefined) return null;
  if (line['kind'] !== '2') return text(line, 'unitPrice');
  return Big(merged.toString()).div(100).div(text(line, 'quantity')).round(13).toFixed();
};

/** The lines of a blue invoice that can be reversed, as they were issued. */
const issuedLines = (content: Members): RemainingLine[] => {
  const lines = content['lines'] as readonly Members[];
  return lines.flatMap((line, at) => {
    if (line['kind'] === '1') return [];
    const discount = line['kind'] === '2' ? (lines[at + 1] ?? {}) : {};
    const amount = fen(line, 'amount') + fen(discount, 'amount');
    const quantity = line['quantity'] === undefined ? null : Big(text(line, 'quantity'));
    const tax = fen(line, 'tax') + fen(discount, 'tax');
    return [{ line: at + 1, content: line, amount, tax, quantity, unitPrice: priceOf(line, amount), whole: true }];
  });
};

const less = (line: RemainingLine, red: RedLineEntry): RemainingLine => ({
  ...line,
  amount: line.amount + (fenOf(red.amount) ?? 0n),
  tax: line.tax + (fenOf(red.tax) ?? 0n),
  quantity: line.quantity && red.quantity !== undefined ? line.quantity.plus(red.quantity) : line.quantity,
  whole: false,
});

/** `sheetNo`: the sheet whose own reservation does not count, because it is the one being issued. */
export const remainderOf = (
  blue: InvoiceEntry,
  ledger: Pick<Ledger, 'redsOf' | 'sheets'>,
  sheetNo: string | null = null,
): RemainingLine[] => {
  const open = ledger.sheets.openOf(blue.invoiceNo);
  const gone = [
    ...ledger.redsOf(blue.invoiceNo).flatMap(({ content }) => content['lines'] as readonly RedLineEntry[]),
    ...(open && open.sheetNo !== sheetNo ? open.lines : []),
  ];
  return issuedLines(blue.content).map((line) =>
    gone.filter(({ originalLine }) => originalLine === line.line).reduce(less, line),
  );
};
