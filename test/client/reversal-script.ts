// What a bureau says about reversals, sheet by sheet, for scripts of the fake one.
import type { Reply } from './fake-bureau.ts';

export const originalNo = '26112000000000000001';
export const sheetNo = '26112000000000000077';
export const redRequest = { orderNo: 'RED-1', originalInvoiceNo: originalNo, reason: '02' } as const;

const party = { buyerName: '北京某某商贸有限公司' };

/** The original by its number, as a look finds it. */
export const original = (status = 'issued'): Reply => ({
  code: '0000',
  data: { orderNo: 'SO-1', invoiceNo: originalNo, status, amount: '1000.00', tax: '60.00', total: '1060.00', ...party },
});

/** The red invoice under its own order number. */
export const red = (code = '0000', amounts = { amount: '-1000.00', tax: '-60.00', total: '-1060.00' }): Reply => ({
  code,
  data: { orderNo: 'RED-1', invoiceNo: '26112000000000000002', status: 'issued', ...amounts, ...party },
});

export const sheetIn = (state: string, more: Readonly<Record<string, unknown>> = {}) => ({
  ...{ sheetNo, orderNo: 'RED-1', side: '0', state, issued: 'N', originalInvoiceNo: originalNo, reason: '02' },
  ...more,
});

export const sheet = (code: string, state: string, more = {}): Reply => ({ code, data: sheetIn(state, more) });

export const listed = (...sheets: readonly Readonly<Record<string, unknown>>[]): Reply => ({
  code: '0000',
  data: { page: 1, pages: 1, count: sheets.length, sheets },
});

/** A look that finds the original untouched and no open sheet. */
export const look: readonly Reply[] = [original(), listed(), listed()];
