// What a caller wants done, checked before anything is sent or written down (C-3).
import type { InvoiceIssue } from '../../protocol/operations/invoice-issue.ts';
import { RefusedLocally } from '../outcome-errors.ts';
import { precheckOrder } from '../precheck/precheck-order.ts';
import { precheckDecision, precheckRed, precheckVoid } from '../precheck/precheck-reversal.ts';
import type { StoredDeed } from '../store/store.ts';
import type { Payload } from './deed.ts';

export type Errand = Pick<StoredDeed, 'kind' | 'key' | 'commandId' | 'payload'>;

const orderNoIn = ({ orderNo }: Payload): string | null => (typeof orderNo === 'string' ? orderNo : null);

/** Throws RefusedLocally, as all of these do; the payload is a copy, which no caller can change any more. */
export const issueErrand = (given: Payload, commandId: string): Errand & { readonly order: InvoiceIssue } => {
  const payload = structuredClone(given);
  const checked = precheckOrder(payload);
  if (!checked.ok) throw new RefusedLocally(checked.errors, orderNoIn(payload));
  return { kind: 'issue', key: checked.order.orderNo, commandId, payload, order: checked.order };
};

export const redErrand = (given: Payload, commandId: string): Errand => {
  const payload = structuredClone(given);
  const checked = precheckRed(payload);
  if (!checked.ok) throw new RefusedLocally(checked.errors, orderNoIn(payload));
  return { kind: 'red', key: checked.payload.orderNo, commandId, payload };
};

export const voidErrand = (given: Payload, commandId: string): Errand => {
  const payload = structuredClone(given);
  const checked = precheckVoid(payload);
  if (!checked.ok) throw new RefusedLocally(checked.errors, null);
  return { kind: 'void', key: `void:${checked.payload.invoiceNo}`, commandId, payload };
};

export const decisionErrand = (given: Payload, commandId: string): Errand => {
  const checked = precheckDecision(given);
  if (!checked.ok) throw new RefusedLocally(checked.errors, null);
  const { sheetNo, decision } = checked.payload;
  return { kind: 'decision', key: `sheet:${sheetNo}`, commandId, payload: { sheetNo, decision } };
};
