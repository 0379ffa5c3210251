// What a caller wants done, checked before anything is sent or written down (C-3).
import type { InvoiceIssue } from '../../protocol/operations/invoice-issue.ts';
import { RefusedLocally } from '../outcome-errors.ts';
import { precheckOrder } from '../precheck/precheck-order.ts';
import { precheckDecision, precheckRed, precheckVoid } from '../precheck/precheck-reversal.ts';
import type { Shape } from '../precheck/shape.ts';
import type { StoredDeed } from '../store/store.ts';
import type { Payload } from './deed.ts';

export type Errand = Pick<StoredDeed, 'kind' | 'key' | 'commandId' | 'payload'>;

const orderNoIn = ({ orderNo }: Payload): string | null => (typeof orderNo === 'string' ? orderNo : null);

/** What passed the check. Throws RefusedLocally, as all of these do. */
const insist = <T>(checked: Shape<T>, given: Payload): T => {
  if (checked.ok) return checked.payload;
  throw new RefusedLocally(checked.errors, orderNoIn(given));
};

/** The payload is a copy, which no caller can change any more; `order` is it without its empty members. */
export const issueErrand = (given: Payload, commandId: string): Errand & { readonly order: InvoiceIssue } => {
  const payload = structuredClone(given);
  const order = insist(precheckOrder(payload), payload);
  return { kind: 'issue', key: order.orderNo, commandId, payload, order };
};

export const redErrand = (given: Payload, commandId: string): Errand => {
  const payload = structuredClone(given);
  return { kind: 'red', key: insist(precheckRed(payload), payload).orderNo, commandId, payload };
};

export const voidErrand = (given: Payload, commandId: string): Errand => {
  const payload = structuredClone(given);
  return { kind: 'void', key: `void:${insist(precheckVoid(payload), payload).invoiceNo}`, commandId, payload };
};

export const decisionErrand = (given: Payload, commandId: string): Errand => {
  const { sheetNo, decision } = insist(precheckDecision(given), given);
  return { kind: 'decision', key: `sheet:${sheetNo}`, commandId, payload: { sheetNo, decision } };
};
