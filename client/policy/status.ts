// What the status of an invoice means for the order that is being issued (C-8, C-9, C-10).
import type { InvoiceStatus } from '../../protocol/operations/invoice-issue.ts';

/** `adopt`: compare, then it is ours · `poll` · `freed`: no invoice, the number is free again (B-1) · `person` (C-9). */
export type StatusMeaning = 'adopt' | 'poll' | 'freed' | 'person';

const meanings: Readonly<Record<InvoiceStatus, StatusMeaning>> = {
  issued: 'adopt',
  delivered: 'adopt',
  processing: 'poll',
  failed: 'freed',
  void: 'person',
  'red-partial': 'person',
  'red-full': 'person',
};

/** Whether `text` is a status that section P knows. */
export const isStatus = (text: unknown): text is InvoiceStatus =>
  typeof text === 'string' && Object.hasOwn(meanings, text);

export const meaningOf = (status: InvoiceStatus): StatusMeaning => meanings[status];
