// What the control port is sent about a seller's quota of the month (B-7).
import type { Static } from 'typebox';
import { Type } from '../../protocol/schema.ts';
import { createFormReader } from '../control/read-form.ts';
import { money, strict, told } from './schema-parts.ts';

export const QuotaRequest = Type.Object(
  {
    sellerTaxNo: Type.String(),
    usedByOtherChannels: Type.Optional(
      told(
        "Used of this month's total by the seller's other channels, all together; replaces what was said before.",
        money,
      ),
    ),
    total: Type.Optional(told('The monthly total from now on.', money)),
    filed: Type.Optional(told('Whether the return of the month before is filed.', Type.Boolean())),
  },
  strict,
);
export type QuotaRequest = Static<typeof QuotaRequest>;

export const readQuotaRequest = createFormReader(QuotaRequest);
