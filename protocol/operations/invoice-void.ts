// The voiding of a paper invoice in its month (section P, `invoice.void`; B-6).
import type { Static } from 'typebox';
import { Type } from '../schema.ts';

export const InvoiceVoid = Type.Object(
  {
    invoiceNo: Type.String({ pattern: '^[0-9]{20}$' }),
    reason: Type.Unsafe<'1' | '2' | '3' | '4'>({ type: 'string', enum: ['1', '2', '3', '4'] }),
  },
  { description: '1 退货 · 2 有误 · 3 中止 · 4 其他.' },
);
export type InvoiceVoid = Static<typeof InvoiceVoid>;
