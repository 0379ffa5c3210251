// The question what became of an order or an invoice, and its answer (section P, `invoice.query`).
import type { Static } from 'typebox';
import { Type } from '../schema.ts';
import { InvoiceIssueAnswer, InvoiceStatus } from './invoice-issue.ts';

/** By order number or by invoice number; one of them. */
export const InvoiceQuery = Type.Union([
  Type.Object({ orderNo: Type.String({ pattern: '^[0-9A-Za-z_-]{1,64}$' }) }),
  Type.Object({ invoiceNo: Type.String({ pattern: '^[0-9]{20}$' }) }),
]);
export type InvoiceQuery = Static<typeof InvoiceQuery>;

/** What happened to an invoice since its issue: a reversed one names its red ones, a red one its original. */
const since = {
  deliveredAt: Type.Optional(Type.String()),
  redInvoices: Type.Optional(Type.Array(Type.String())),
  original: Type.Optional(Type.String()),
};

/** An invoice as every interface but `invoice.list` shows it. */
export const InvoiceAnswer = Type.Intersect([InvoiceIssueAnswer, Type.Object(since)]);
export type InvoiceAnswer = Static<typeof InvoiceAnswer>;

/** An order on its way has a status alone; an invoice has all that its issue answered, and what happened to it since. */
export const InvoiceQueryAnswer = Type.Intersect([
  Type.Partial(InvoiceIssueAnswer),
  Type.Object({
    orderNo: Type.String(),
    status: InvoiceStatus,
    ...since,
  }),
]);
export type InvoiceQueryAnswer = Static<typeof InvoiceQueryAnswer>;
