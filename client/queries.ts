// The caller's own questions: what became of an order, and what may still be invoiced this month (`invoice.query`, B-7).
import type { QuotaQueryAnswer } from '../protocol/operations/quota-query.ts';
import type { CommandReport } from './deeds/report.ts';
import { isLate } from './delivery-due.ts';
import type { Desk } from './desk.ts';
import type { BelievedAnswer } from './heard.ts';
import { readOrderState } from './invoice.ts';

import { NothingFound, StopAndTellPerson } from './outcome-errors.ts';
import { runRead } from './read-procedure.ts';

/** Void and red invoices are reported as they are; throws NothingFound for 4004 and StopAndTellPerson for `failed` (D-2). */
export const askOrder = async (
  desk: Desk,
  asked: { readonly orderNo: string; readonly commandId: string },
): Promise<CommandReport> => {
  const { orderNo } = asked;
  const { found, returnCode, attempts } = await runRead(desk, {
    ...asked,
    interface: 'invoice.query',
    payload: { orderNo },
    read: ({ data }) => readOrderState(data, orderNo),
  });
  const ending = { orderNo, returnCode, attempts };
  if (found.kind === 'nothing') throw new NothingFound(`the bureau has nothing under order number ${orderNo}`, ending);
  const invoice = found.kind === 'value' && found.value.kind === 'invoice' ? found.value.invoice : null;
  if (invoice) {
    const { deliveryDueMs } = desk.settings;
    const late = isLate(invoice, { nowMs: desk.wire.clock.now(), deliveryDueMs });
    const message = `invoice ${invoice.invoiceNo} is ${invoice.status}${late ? ' and late: not delivered yet (C-14)' : ''}`;
    return { outcome: 'issued', invoice, returnCode, attempts, message, late };
  }
  const failed = found.kind === 'value' && found.value.kind === 'no-invoice' && found.value.status === 'failed';
  if (!failed) return { outcome: 'processing', invoice: null, returnCode, attempts, message: 'still processing' };
  throw new StopAndTellPerson('the bureau could not issue this order; its number is free again (B-1)', ending);
};

const readQuota = ({ data }: BelievedAnswer): QuotaQueryAnswer | null => {
  const { period, total, used, available, filed } = data ?? {};
  if (typeof period !== 'string' || typeof total !== 'string') return null;
  if (typeof used !== 'string' || typeof available !== 'string') return null;
  return filed === true || filed === false || filed === 'true' || filed === 'false'
    ? { period, total, used, available, filed }
    : null;
};

/** Throws OutcomeUnknown when the bureau does not tell. */
export const askQuota = async (desk: Desk, commandId: string): Promise<QuotaQueryAnswer> => {
  const question = { interface: 'quota.query', payload: {}, orderNo: null, commandId, read: readQuota };
  const { found, returnCode, attempts } = await runRead(desk, question);
  if (found.kind === 'value') return found.value;
  throw new NothingFound('the bureau tells no quota for this application', { orderNo: null, returnCode, attempts });
};
