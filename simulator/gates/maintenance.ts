// The gate of the maintenance calendar: while a window holds, everybody is sent away (3003, B-16).
import { readInstant, writeInstant } from '../../protocol/timestamp.ts';
import { longestRetryAfterSeconds } from '../faults/return-code.ts';
import type { GateVerdict } from '../operations/decision.ts';
import type { MaintenanceWindow } from '../register/maintenance.ts';
import { verdictOf } from './verdict.ts';

const dayMs = 24 * 3600 * 1000;
const offsetMs = 8 * 3600 * 1000;

const timeMs = (time: string): number => (Number(time.slice(0, 2)) * 60 + Number(time.slice(3))) * 60_000;

const endOfDaily = ({ from, to }: { readonly from: string; readonly to: string }, now: number): number | null => {
  const lengthMs = (timeMs(to) - timeMs(from) + dayMs) % dayMs;
  const today = now - ((now + offsetMs) % dayMs) + timeMs(from);
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
