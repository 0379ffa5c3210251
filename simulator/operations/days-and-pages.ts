// How lists are asked for: by days of China standard time and by page (section P).
import { readDateTime } from '../../protocol/timestamp.ts';

export const pageSize = 500;
export const dayMs = 86_400_000;

/** Midnight in China that begins the day `yyyy-MM-dd`; null for what is no day. */
export const startOfDay = (value: unknown): number | null =>
  typeof value === 'string' ? readDateTime(`${value} 00:00:00`) : null;

/** A whole number from 1, as number or text; the first page unless told otherwise; null for anything else. */
export const pageOf = (value: unknown): number | null => {
  if (value === undefined) return 1;
  const text = typeof value === 'number' ? String(value) : value;
  return typeof text === 'string' && /^[1-9][0-9]{0,8}$/.test(text) ? Number(text) : null;
};
