// The wish to have an issued invoice delivered again, to an address of the buyer (section P, `invoice.deliver`).
import type { Static } from 'typebox';
import { Type } from '../schema.ts';

export const InvoiceDeliver = Type.Object(
  {
    invoiceNo: Type.String({ pattern: '^[0-9]{20}$' }),
    email: Type.Optional(Type.String({ maxLength: 254 })),
    phone: Type.Optional(Type.String({ maxLength: 20 })),
  },
  { description: 'One of `email` and `phone`.' },
);
export type InvoiceDeliver = Static<typeof InvoiceDeliver>;
