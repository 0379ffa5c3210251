import { describe, expect, it } from 'vitest';
import { readInstant } from '../../../protocol/timestamp.ts';
import { judgeMaintenance } from '../../../simulator/gates/maintenance.ts';
import { judgeCalendar } from '../../../simulator/register/judge-calendar.ts';
import type { MaintenanceWindow } from '../../../simulator/register/maintenance.ts';

const at = (time: string): string => `2026-11-25T${time}.000+08:00`;
const sayAt = (calendar: readonly MaintenanceWindow[], instant: string) => {
  const { verdict, returnCode, retryAfterSeconds } = judgeMaintenance(calendar, readInstant(instant) ?? Number.NaN);
  return verdict === 'passed' ? 'passed' : `${returnCode} ${retryAfterSeconds ?? 'without an end'}`;
};
const night: MaintenanceWindow = { announced: true, daily: { from: '23:30', to: '00:30' } };
const once: MaintenanceWindow = { announced: true, from: at('02:00:00'), to: at('04:00:00') };

describe('the maintenance calendar', () => {
  it.each<[string, MaintenanceWindow, string, string]>([
    ['before a window', once, at('01:59:59'), 'passed'],
    ['at its first instant', once, at('02:00:00'), '3003 7200'],
    ['in the middle of a second', once, '2026-11-25T03:59:58.500+08:00', '3003 2'],
    ['at its end', once, at('04:00:00'), 'passed'],
    ['in an unannounced one', { ...once, announced: false }, at('03:00:00'), '3003 without an end'],
    ['in a daily one, before midnight', night, at('23:45:00'), '3003 2700'],
    ['in a daily one, after midnight', night, at('00:15:00'), '3003 900'],
    ['at the end of a daily one', night, at('00:30:00'), 'passed'],
    ['hours before a daily one', night, at('12:00:00'), 'passed'],
    [
      'in one of months',
      { announced: true, from: at('02:00:00'), to: '2027-11-25T00:00:00.000+08:00' },
      at('02:00:00'),
      '3003 999999',
    ],
  ])('says %s what holds', (_sentence, window, instant, said) => {
    expect(sayAt([window], instant)).toBe(said);
  });

  it('sends away to the later end where two windows hold', () => {
    const longer = { ...once, to: at('05:00:00') };
    expect([sayAt([once, longer], at('03:00:00')), sayAt([longer, once], at('03:00:00'))]).toEqual([
      '3003 7200',
      '3003 7200',
    ]);
  });

  it.each<[string, MaintenanceWindow, string]>([
    ['a window without an end', { announced: true, from: at('02:00:00') }, '/3/to is no instant'],
    [
      'a window that ends before it begins',
      { announced: true, from: at('04:00:00'), to: at('02:00:00') },
      '/3 is empty: `from` is not before `to`',
    ],
    ['a window once and daily', { ...once, ...night }, '/3 has `daily` and `from` or `to`'],
    [
      'a window of the whole day',
      { announced: true, daily: { from: '08:00', to: '08:00' } },
      '/3/daily would last the whole day',
    ],
  ])('refuses %s', (_sentence, window, objection) => {
    const problems = judgeCalendar([once, night, once, window], '');
    expect(problems.map(({ pointer, detail }) => `${pointer} ${detail}`)).toEqual([objection]);
  });
});
