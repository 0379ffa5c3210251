// What the control port is sent in the buyer's name, or about blank paper: marks, words on confirmation sheets, rolls (B-5, B-6).
import type { Static } from 'typebox';
import { Type } from '../../protocol/schema.ts';
import { createFormReader } from '../control/read-form.ts';
import { strict, words } from './schema-parts.ts';

const number = Type.String({ pattern: '^[0-9]{20}$' });

export const MarkRequest = Type.Object({ invoiceNo: number, mark: words(['used', 'booked', 'none']) }, strict);
export type MarkRequest = Static<typeof MarkRequest>;
export const readMarkRequest = createFormReader(MarkRequest);

/** The other party applies, confirms, refuses or withdraws; or the bureau voids the sheet as abnormal. */
export const SheetRequest = Type.Object(
  {
    act: words(['apply', 'confirm', 'refuse', 'withdraw', 'void']),
    sheetNo: Type.Optional(number),
    originalInvoiceNo: Type.Optional(number),
    orderNo: Type.Optional(Type.String()),
    reason: Type.Optional(Type.String()),
    lines: Type.Optional(Type.Array(Type.Unknown())),
    /** For whom it is said; the buyer unless told otherwise. */
    side: Type.Optional(words(['0', '1'])),
  },
  strict,
);
export type SheetRequest = Static<typeof SheetRequest>;
export const readSheetRequest = createFormReader(SheetRequest);

export const StockRequest = Type.Object(
  {
    sellerTaxNo: Type.String(),
    type: words(['85', '86']),
    paperCode: Type.String({ pattern: '^[0-9]{12}$' }),
    from: Type.String({ pattern: '^[0-9]{8}$' }),
    count: Type.Integer({ minimum: 0, maximum: 1_000_000 }),
  },
  strict,
);
export type StockRequest = Static<typeof StockRequest>;
export const readStockRequest = createFormReader(StockRequest);
