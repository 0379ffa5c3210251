// The question what became of an order or an invoice, and its answer (section P, `invoice.query`).
import { type Static, Type } from 'typebox';
import { InvoiceIssueAnswer, InvoiceStatus } from './invoice-issue.ts';

/** By order number or by invoice number; one of them. */
export const InvoiceQuery = Type.Union([
  Type.Object({ orderNo: Type.String({ pattern: '^[0-9A-Za-z_-]{1,64}$' }) }),
  Type.Object({ invoiceNo: Type.String({ pattern: '^[0-9]{20}$' }) }),
]);
export type InvoiceQuery = Static<typeof InvoiceQuery>;

/** An order on its way has a status alone; an invoice has all that its issue answered, and what happened to it since. */
export const InvoiceQueryAnswer = Type.Intersect([
  Type.Partial(InvoiceIssueAnswer),
  Type.Object({
    orderNo: Type.String(),
    status: InvoiceStatus,
    deliveredAt: Type.Optional(Type.String()),
    redInvoices: Type.Optional(Type.Array(Type.String())),
    original: Type.Optional(Type.String()),
  }),
]);
export type InvoiceQueryAnswer = Static<typeof InvoiceQueryAnswer>;
