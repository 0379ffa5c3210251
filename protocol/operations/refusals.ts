// What `data` says beside the return code where something is refused or still under way (section R).
import type { Static } from 'typebox';
import { Type } from '../schema.ts';
import { InvoiceStatus } from './invoice-issue.ts';

const decimal = Type.String({ pattern: '^-?(0|[1-9][0-9]*)\\.[0-9]{2}$' });

export const ParamErrors = Type.Object(
  {
    errors: Type.Array(Type.Object({ field: Type.String(), rule: Type.String(), message: Type.String() }), {
      minItems: 1,
      maxItems: 50,
    }),
  },
  { description: '1001: all errors of the payload, at most 50; `field` is a JSON pointer, `rule` a clause id.' },
);
export type ParamErrors = Static<typeof ParamErrors>;

export const OrderAccepted = Type.Object(
  { orderNo: Type.String(), status: InvoiceStatus },
  { description: '0001: accepted, and issued later.' },
);
export type OrderAccepted = Static<typeof OrderAccepted>;

export const QuotaShortage = Type.Object({ required: decimal, available: decimal }, { description: '4101.' });
export type QuotaShortage = Static<typeof QuotaShortage>;

export const VoidRefusal = Type.Object(
  { invoiceNo: Type.String(), status: InvoiceStatus },
  { description: '4301: `status` also tells of an invoice that is void already.' },
);
export type VoidRefusal = Static<typeof VoidRefusal>;
