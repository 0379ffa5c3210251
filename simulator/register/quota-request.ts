// What the control port is sent about a seller's quota of the month (B-7).
import { type Static, Type } from 'typebox';
import { createFormReader } from '../control/read-form.ts';
import { money, strict } from './schema-parts.ts';

export const QuotaRequest = Type.Object(
  {
    sellerTaxNo: Type.String(),
    /** Used of this month's total by the seller's other channels, all together; replaces what was said before. */
    usedByOtherChannels: Type.Optional(money),
    /** The monthly total from now on. */
    total: Type.Optional(money),
    /** Whether the return of the month before is filed. */
    filed: Type.Optional(Type.Boolean()),
  },
  strict,
);
export type QuotaRequest = Static<typeof QuotaRequest>;

export const readQuotaRequest = createFormReader(QuotaRequest);
