// Whether an invoice is late: issued, and not delivered within the time the taxpayer expects (C-14, B-4).
import { readDateTime } from '../protocol/timestamp.ts';
import type { Invoice } from './invoice.ts';

/** `deliveryDueMs` null: nothing is ever late; an invoice whose time of issue cannot be read is not called late. */
export const isLate = (
  invoice: Invoice,
  { nowMs, deliveryDueMs }: { readonly nowMs: number; readonly deliveryDueMs: number | null },
): boolean => {
  const { issuedAt } = invoice;
  const issuedMs = typeof issuedAt === 'string' ? readDateTime(issuedAt) : null;
  if (deliveryDueMs === null || issuedMs === null || invoice.status !== 'issued') return false;
  return nowMs - issuedMs > deliveryDueMs;
};
