// The reversal of an invoice, whole or in part (section P, `invoice.red`; B-5).
import type { Static } from 'typebox';
import { Type } from '../schema.ts';

const decimal = Type.String({ pattern: '^-?(0|[1-9][0-9]{0,15})(\\.[0-9]+)?$' });
const orderNo = Type.String({ pattern: '^[0-9A-Za-z_-]{1,64}$' });
const number = Type.String({ pattern: '^[0-9]{20}$' });

export const RedReason = Type.Unsafe<'01' | '02' | '03' | '04'>({
  type: 'string',
  enum: ['01', '02', '03', '04'],
  description: '01 开票有误 · 02 销货退回 · 03 服务中止 · 04 销售折让',
});
export type RedReason = Static<typeof RedReason>;

export const RedLine = Type.Object(
  {
    originalLine: Type.Union([Type.Integer({ minimum: 1 }), Type.String({ pattern: '^[1-9][0-9]{0,3}$' })]),
    amount: decimal,
    tax: decimal,
    quantity: Type.Optional(decimal),
    unitPrice: Type.Optional(decimal),
  },
  {
    description:
      "`originalLine` counts the blue invoice's lines from 1; amounts and quantity are negative, the price is positive.",
  },
);
export type RedLine = Static<typeof RedLine>;

export const InvoiceRed = Type.Object(
  {
    orderNo,
    originalInvoiceNo: number,
    reason: RedReason,
    lines: Type.Optional(Type.Array(RedLine, { minItems: 1, maxItems: 2000 })),
    sheetNo: Type.Optional(number),
  },
  { description: "Without `lines` the whole remainder; `orderNo` is a new one of the red invoice's own." },
);
export type InvoiceRed = Static<typeof InvoiceRed>;
