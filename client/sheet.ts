// The confirmation sheet in a bureau's answer, read with distrust (B-5).
import { type RedSide, type SheetState, sheetStates } from '../protocol/operations/red-sheet.ts';

export type Sheet = {
  /** 20 digits. */
  readonly sheetNo: string;
  readonly orderNo: string;
  /** Who applied for it. */
  readonly side: RedSide;
  readonly state: SheetState;
  readonly issued: 'Y' | 'N';
  readonly originalInvoiceNo: string;
};

type Data = Readonly<Record<string, unknown>>;

const numberForm = /^[0-9]{20}$/;

/** Null when `data` lacks what section P says a sheet has (C-2: unreadable). */
export const readSheet = (data: Data | null): Sheet | null => {
  const { sheetNo, orderNo, side, issued, originalInvoiceNo } = data ?? {};
  const state = sheetStates.find((known) => known === data?.['state']);
  if (typeof sheetNo !== 'string' || !numberForm.test(sheetNo) || state === undefined) return null;
  if (typeof originalInvoiceNo !== 'string' || !numberForm.test(originalInvoiceNo)) return null;
  if ((side !== '0' && side !== '1') || (issued !== 'Y' && issued !== 'N')) return null;
  return { sheetNo, orderNo: typeof orderNo === 'string' ? orderNo : '', side, state, issued, originalInvoiceNo };
};
