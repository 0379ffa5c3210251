// A confirmation sheet as the bureau shows it (section P, `red.apply|confirm|query`, 4203, 4205).
import { writeDateTime } from '../../protocol/timestamp.ts';
import type { Sheet } from '../ledger/sheets.ts';

export const viewSheet = (sheet: Sheet): Record<string, unknown> => ({
  sheetNo: sheet.sheetNo,
  orderNo: sheet.orderNo,
  side: sheet.side,
  state: sheet.state,
  issued: sheet.redInvoiceNo === null ? 'N' : 'Y',
  ...(sheet.redInvoiceNo === null ? {} : { redInvoiceNo: sheet.redInvoiceNo }),
  originalInvoiceNo: sheet.originalInvoiceNo,
  reason: sheet.reason,
  lines: sheet.lines,
  expiresAt: writeDateTime(sheet.expiresAt),
});
