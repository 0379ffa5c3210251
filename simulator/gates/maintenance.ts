// The gate of the maintenance calendar: while a window holds, everybody is sent away (3003, B-16).
import { dateOf, readInstant, writeInstant } from '../../protocol/timestamp.ts';
import { longestRetryAfterSeconds } from '../faults/return-code.ts';
import type { GateVerdict } from '../operations/decision.ts';
import type { MaintenanceWindow } from '../register/maintenance.ts';
import { verdictOf } from './verdict.ts';

const dayMs = 24 * 3600 * 1000;

const endOfDaily = ({ from, to }: { readonly from: string; readonly to: string }, now: number): number | null => {
  const [today = Infinity, end = Infinity] = [from, to].map(
    (time) => readInstant(`${dateOf(now)}T${time}:00.000+08:00`) ?? Infinity,
  );
  const lengthMs = (end - today + dayMs) % dayMs;
  // Over midnight: the one that holds may have begun the day before.
  const begun = [today, today - dayMs].find((start) => now >= start && now < start + lengthMs);
  return begun === undefined ? null : begun + lengthMs;
};

/** When the window ends, if it holds at `now`; ms since the epoch. */
const endOf = ({ from = '', to = '', daily }: MaintenanceWindow, now: number): number | null => {
  if (daily) return endOfDaily(daily, now);
  const [first, end] = [readInstant(from) ?? Infinity, readInstant(to) ?? Infinity];
  return now >= first && now < end ? end : null;
};

type Holding = { readonly window: MaintenanceWindow; readonly endsAt: number };

/** Of several windows that hold, the one that lasts longest. */
const holdingAt = (calendar: readonly MaintenanceWindow[], now: number): Holding | null =>
  calendar.reduce<Holding | null>((longest, window) => {
    const endsAt = endOf(window, now);
    return endsAt === null || (longest && longest.endsAt >= endsAt) ? longest : { window, endsAt };
  }, null);

/**
 * Announced: `retryAfter` leads to the end of the window (R). Unannounced: the bureau does not know when it will be back,
 * and `retryAfter` is absent.
 */
export const judgeMaintenance = (calendar: readonly MaintenanceWindow[], now: number): GateVerdict => {
  const holding = holdingAt(calendar, now);
  if (!holding) return verdictOf('maintenance', 'B-16', null);
  const { window, endsAt } = holding;
  const { announced, label } = window;
  return verdictOf('maintenance', 'B-16', {
    returnCode: '3003',
    expected: 'a bureau that is not under maintenance',
    received: `${announced ? 'announced' : 'unannounced'} maintenance${label ? ` (${label})` : ''}, until ${writeInstant(endsAt)}`,
    ...(announced ? { retryAfterSeconds: Math.min(Math.ceil((endsAt - now) / 1000), longestRetryAfterSeconds) } : {}),
  });
};
