// How long a journal is to be kept: five years or more, never less (B-11).
import { writeInstant } from '../../protocol/timestamp.ts';

export const leastRetentionYears = 5;
/** More than a bureau, or its clock, will see. */
export const mostRetentionYears = 100;

export const isRetentionYears = (years: number): boolean =>
  Number.isInteger(years) && years >= leastRetentionYears && years <= mostRetentionYears;

/** `at` is `yyyy-MM-ddTHH:mm:ss.SSS+08:00`; `now` in ms since the epoch. */
export const isWithinRetention = (
  at: string,
  { now, years }: { readonly now: number; readonly years: number },
): boolean => {
  const present = writeInstant(now);
  return at > `${String(Number(present.slice(0, 4)) - years).padStart(4, '0')}${present.slice(4)}`;
};
