// A ledger whose confirmation sheets are journalled: each state with who brought it about (B-5, B-11).
import { writeInstant } from '../../protocol/timestamp.ts';
import type { Ledger } from '../ledger/ledger.ts';
import type { Stage } from './actor.ts';
import type { ChangeBook } from './changes.ts';

/** What is put without a change of state or red invoice is no news. */
export const notingSheets = (
  ledger: Ledger,
  { changes, stage, now }: { readonly changes: ChangeBook; readonly stage: Stage; readonly now: () => number },
): Ledger => {
  const { sheets } = ledger;
  return {
    ...ledger,
    sheets: {
      ...sheets,
      put: (sheet) => {
        const before = sheets.find(sheet.sheetNo);
        const { sheetNo, orderNo, originalInvoiceNo, state, redInvoiceNo } = sheet;
        ledger.together(() => {
          sheets.put(sheet);
          if (before?.state === state && before.redInvoiceNo === redInvoiceNo) return;
          const about = { at: writeInstant(now()), orderNo, invoiceNo: originalInvoiceNo, sheetNo, redInvoiceNo };
          changes.note({ kind: 'sheet', ...about, from: before?.state ?? 'none', to: state, actor: stage.actor() });
        });
      },
    },
  };
};
