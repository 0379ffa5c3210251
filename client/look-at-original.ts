// Before an invoice is reversed: what has become of it, and whether a confirmation sheet about it is open already (C-16).
import { dateOf } from '../protocol/timestamp.ts';
import type { Desk } from './desk.ts';
import { type Invoice, readInvoiceByNo } from './invoice.ts';
import { NothingFound } from './outcome-errors.ts';
import { isOpenSheet } from './policy/sheet-state.ts';
import { type ReadQuestion, runRead } from './read-procedure.ts';
import { readSheet, type Sheet } from './sheet.ts';

export type Original = {
  readonly invoice: Invoice;
  /** The one open sheet about it, whoever applied (4205); null where there is none. */
  readonly sheet: Sheet | null;
  readonly returnCode: string;
  readonly attempts: number;
};

export type LookedAt = {
  readonly orderNo: string;
  readonly originalInvoiceNo: string;
  readonly commandId: string;
  /** Tries of the command so far. */
  readonly attempts: number;
};

/** A sheet lives for 72 h: one that is open was applied for on one of these days (UTC+8), both inclusive. */
const sheetLifeMs = 72 * 60 * 60 * 1000;

type SheetPage = { readonly sheets: readonly Sheet[]; readonly last: boolean };

const readPage = (data: Readonly<Record<string, unknown>> | null, page: number): SheetPage | null => {
  const { sheets, pages } = data ?? {};
  const listed = Array.isArray(sheets) ? sheets : [];
  const read = listed.map((sheet: unknown) =>
    readSheet(typeof sheet === 'object' && sheet !== null ? Object.fromEntries(Object.entries(sheet)) : null),
  );
  const known = read.filter((sheet) => sheet !== null);
  return known.length === read.length ? { sheets: known, last: page >= Number(pages ?? 1) } : null;
};

/**
 * Asks for the invoice and for open sheets of both sides. Throws NothingFound when there is no such invoice and
 * OutcomeUnknown when the bureau does not tell; nothing has been done then.
 */
export const lookAtOriginal = async (desk: Desk, looked: LookedAt): Promise<Original> => {
  const { orderNo, commandId, originalInvoiceNo } = looked;
  let { attempts } = looked;
  let returnCode = '';
  const ask = async <T>(question: Pick<ReadQuestion<T>, 'interface' | 'payload' | 'read'>) => {
    const { found, ...told } = await runRead(desk, { ...question, orderNo, commandId, attemptsBefore: attempts });
    ({ attempts, returnCode } = told);
    if (found.kind === 'value') return found.value;
    throw new NothingFound(`the bureau does not know ${originalInvoiceNo}`, { orderNo, ...told });
  };
  const invoice = await ask({
    interface: 'invoice.query',
    payload: { invoiceNo: originalInvoiceNo },
    read: ({ data }) => readInvoiceByNo(data, originalInvoiceNo),
  });
  const nowMs = desk.wire.clock.now();
  const days = { from: dateOf(nowMs - sheetLifeMs), to: dateOf(nowMs) };
  for (const side of ['0', '1'])
    for (let page = 1, last = false; !last; page += 1) {
      const told: SheetPage = await ask({
        interface: 'red.query',
        payload: { side, ...days, page: String(page) },
        read: ({ data }) => readPage(data, page),
      });
      const sheet = told.sheets.find((one) => one.originalInvoiceNo === originalInvoiceNo && isOpenSheet(one));
      if (sheet) return { invoice, sheet, returnCode, attempts };
      last = told.last;
    }
  return { invoice, sheet: null, returnCode, attempts };
};
