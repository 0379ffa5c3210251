// What no schema can say of a maintenance calendar: windows of one kind, that begin before they end (B-16).
import { readInstant } from '../../protocol/timestamp.ts';
import type { ControlProblem } from '../control/controlled.ts';
import type { MaintenanceWindow } from './maintenance.ts';

const objectTo = (pointer: string, detail: string, remedy: string): ControlProblem => ({ pointer, detail, remedy });

const judgeOnce = (window: MaintenanceWindow, at: string): ControlProblem[] => {
  const edges = (['from', 'to'] as const).map((word) => ({ word, instant: readInstant(window[word] ?? '') }));
  const unread = edges.filter(({ instant }) => instant === null);
  if (unread.length > 0)
    return unread.map(({ word }) =>
      objectTo(`${at}/${word}`, 'is no instant', 'Write yyyy-MM-ddTHH:mm:ss.SSS+08:00, or `daily` instead.'),
    );
  const [from, to] = edges.map(({ instant }) => instant ?? 0);
  return (from ?? 0) < (to ?? 0)
    ? []
    : [objectTo(at, 'is empty: `from` is not before `to`', 'Let it end after it began.')];
};

const judgeWindow = (window: MaintenanceWindow, at: string): ControlProblem[] => {
  const { from, to, daily } = window;
  if (!daily) return judgeOnce(window, at);
  if (from !== undefined || to !== undefined)
    return [
      objectTo(at, 'has `daily` and `from` or `to`', 'Write two windows: one that comes once, one that comes daily.'),
    ];
  return daily.from === daily.to
    ? [objectTo(`${at}/daily`, 'would last the whole day', 'Write `from` and `to` for an outage of days.')]
    : [];
};

/** Objections, with pointers below `at`. */
export const judgeCalendar = (calendar: readonly MaintenanceWindow[], at: string): ControlProblem[] =>
  calendar.flatMap((window, index) => judgeWindow(window, `${at}/${index}`));
