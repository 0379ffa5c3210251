// What `data` says beside the return code where something is refused or still under way (section R).
import { type Static, Type } from 'typebox';
import { InvoiceStatus } from './invoice-issue.ts';

const decimal = Type.String({ pattern: '^-?(0|[1-9][0-9]*)\\.[0-9]{2}$' });

/** 1001: all errors of the payload, at most 50; `field` is a JSON pointer, `rule` a clause id. */
export const ParamErrors = Type.Object({
  errors: Type.Array(Type.Object({ field: Type.String(), rule: Type.String(), message: Type.String() }), {
    minItems: 1,
    maxItems: 50,
  }),
});
export type ParamErrors = Static<typeof ParamErrors>;

/** 0001: accepted, and issued later. */
export const OrderAccepted = Type.Object({ orderNo: Type.String(), status: InvoiceStatus });
export type OrderAccepted = Static<typeof OrderAccepted>;

/** 4101. */
export const QuotaShortage = Type.Object({ required: decimal, available: decimal });
export type QuotaShortage = Static<typeof QuotaShortage>;

/** 4301: `status` also tells of an invoice that is void already. */
export const VoidRefusal = Type.Object({ invoiceNo: Type.String(), status: InvoiceStatus });
export type VoidRefusal = Static<typeof VoidRefusal>;
