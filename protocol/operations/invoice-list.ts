// The invoices of a span of days, page by page, with count and sums (section P, `invoice.list`).
import type { Static } from 'typebox';
import { Type } from '../schema.ts';
import { InvoiceStatus } from './invoice-issue.ts';

const day = Type.String({ pattern: '^[0-9]{4}-[0-9]{2}-[0-9]{2}$' });
/** A whole number; in XML its text (T-5). */
const whole = Type.Union([Type.Integer({ minimum: 0 }), Type.String({ pattern: '^[0-9]{1,15}$' })]);
const decimal = Type.String({ pattern: '^-?(0|[1-9][0-9]*)\\.[0-9]{2}$' });

export const InvoiceList = Type.Object(
  {
    from: day,
    to: day,
    status: Type.Optional(InvoiceStatus),
    page: Type.Optional(whole),
  },
  {
    description: 'Days of issue in UTC+8, both inclusive, at most 31; `page` from 1, the first unless told otherwise.',
  },
);
export type InvoiceList = Static<typeof InvoiceList>;

export const InvoiceSums = Type.Object(
  { count: whole, amount: decimal, tax: decimal, total: decimal },
  { description: 'Of all that was asked for, not of the page alone.' },
);
export type InvoiceSums = Static<typeof InvoiceSums>;

export const ListedInvoice = Type.Object({
  orderNo: Type.String(),
  invoiceNo: Type.String({ pattern: '^[0-9]{20}$' }),
  invoiceType: Type.String(),
  sellerTaxNo: Type.String(),
  issuedAt: Type.String(),
  status: InvoiceStatus,
  deliveredAt: Type.Optional(Type.String()),
  buyerName: Type.String(),
  amount: decimal,
  tax: decimal,
  total: decimal,
});
export type ListedInvoice = Static<typeof ListedInvoice>;

export const InvoiceListAnswer = Type.Object(
  {
    from: day,
    to: day,
    page: whole,
    pages: whole,
    blue: InvoiceSums,
    red: InvoiceSums,
    void: InvoiceSums,
    invoices: Type.Array(ListedInvoice),
  },
  {
    description:
      'Red invoices have negative amounts, and so have their sums; a void invoice counts under `void` alone. Oldest first.',
  },
);
export type InvoiceListAnswer = Static<typeof InvoiceListAnswer>;
