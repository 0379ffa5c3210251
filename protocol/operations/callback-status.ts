// The news of an order that the bureau pushes to its `callbackUrl` (B-4), and the answer it waits for.
import type { Static } from 'typebox';
import { Type } from '../schema.ts';
import { InvoiceStatus } from './invoice-issue.ts';

export const CallbackStatus = Type.Object(
  {
    orderNo: Type.String(),
    invoiceNo: Type.Optional(Type.String({ pattern: '^[0-9]{20}$' })),
    status: InvoiceStatus,
    at: Type.String(),
  },
  { description: '`data` of a push; `at` is `yyyy-MM-dd HH:mm:ss`, UTC+8. A failed order has no invoice number.' },
);
export type CallbackStatus = Static<typeof CallbackStatus>;
