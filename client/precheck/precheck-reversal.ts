// What would be refused for its content is not sent: reversals, voids and decisions on sheets (C-3; P, `invoice.red`).
import { fenOf, isDecimal } from '../../protocol/amount.ts';
import { InvoiceRed } from '../../protocol/operations/invoice-red.ts';
import { InvoiceVoid } from '../../protocol/operations/invoice-void.ts';
import { RedConfirm } from '../../protocol/operations/red-sheet.ts';
import type { ParamError } from '../../protocol/param-error.ts';
import { createShape, type Shape } from './shape.ts';

const readRed = createShape<InvoiceRed>(InvoiceRed);

/** P: amounts and quantity of a red line are negative, the price is positive; P-3: money has two decimals. */
const judgeLine = (line: NonNullable<InvoiceRed['lines']>[number], where: string): ParamError[] => {
  const [amount, tax] = [fenOf(line.amount), fenOf(line.tax)];
  const p = (member: string, message: string, rule = 'P'): ParamError => ({
    field: `${where}/${member}`,
    rule,
    message,
  });
  const isNegative = (text: string) => isDecimal(text) && text.startsWith('-');
  return [
    ...(amount === null ? [p('amount', 'must have exactly two decimals', 'P-3')] : []),
    ...(tax === null ? [p('tax', 'must have exactly two decimals', 'P-3')] : []),
    ...(amount !== null && amount >= 0n ? [p('amount', 'must be below zero: it reverses')] : []),
    ...(tax !== null && tax > 0n ? [p('tax', 'must not be above zero: it reverses')] : []),
    ...(line.quantity !== undefined && !isNegative(line.quantity) ? [p('quantity', 'must be below zero')] : []),
    ...(line.unitPrice?.startsWith('-') ? [p('unitPrice', 'must be above zero')] : []),
  ];
};

/** The form of an `invoice.red`, and the signs of its lines; the remainder only the bureau knows. */
export const precheckRed = (given: unknown): Shape<InvoiceRed> => {
  const shape = readRed(given);
  if (!shape.ok) return shape;
  const errors = (shape.payload.lines ?? []).flatMap((line, at) => judgeLine(line, `/lines/${at}`));
  return errors.length === 0 ? shape : { ok: false, errors };
};

export const precheckVoid = createShape<InvoiceVoid>(InvoiceVoid);

export const precheckDecision = createShape<RedConfirm>(RedConfirm);
