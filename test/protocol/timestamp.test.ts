import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  dateOf,
  readDateTime,
  readInstant,
  readTimestamp,
  writeDateTime,
  writeInstant,
  writeTimestamp,
} from '../../protocol/timestamp.ts';

const newYear = Date.UTC(2026, 11, 31, 16, 0, 0, 7);
const anyMs = fc.integer({ min: Date.UTC(1000, 0, 1), max: Date.UTC(9999, 0, 1) });
const whole = (ms: number) => ms - (((ms % 1000) + 1000) % 1000);

describe('the time of the bureau', () => {
  it('is UTC+8 in every spelling', () => {
    expect(writeTimestamp(newYear)).toBe('20270101000000');
    expect(writeDateTime(newYear)).toBe('2027-01-01 00:00:00');
    expect(writeInstant(newYear)).toBe('2027-01-01T00:00:00.007+08:00');
    expect(dateOf(newYear)).toBe('2027-01-01');
    expect(dateOf(newYear - 8)).toBe('2026-12-31');
  });

  it('reads back what it writes', () => {
    fc.assert(
      fc.property(anyMs, (ms) => {
        expect(readInstant(writeInstant(ms))).toBe(ms);
        expect(readTimestamp(writeTimestamp(ms))).toBe(whole(ms));
        expect(readDateTime(writeDateTime(ms))).toBe(whole(ms));
      }),
    );
  });

  it.each([
    ['20260230120000', 'a day no month has'],
    ['20270229120000', 'a leap day of a common year'],
    ['20261301120000', 'a thirteenth month'],
    ['20260100120000', 'a day zero'],
    ['20261122240000', 'an hour 24'],
    ['20261122236000', 'a minute 60'],
    ['20261122235960', 'a second 60'],
    ['2026112212000', 'thirteen digits'],
    ['1763775005000', 'milliseconds since 1970'],
    ['20261122T12000', 'a letter'],
    ['２０２６1122120000', 'digits that are not ASCII'],
    ['20261122120000\n', 'a line break'],
    ['', 'nothing'],
  ])('refuses the timestamp %j: %s', (text) => {
    expect(readTimestamp(text)).toBeNull();
  });

  it('accepts a leap day', () => {
    expect(writeTimestamp(readTimestamp('20280229235959') ?? 0)).toBe('20280229235959');
  });

  it.each([
    '2026-11-23T10:00:00+08:00',
    '2026-11-23T10:00:00.000Z',
    '2026-11-31T10:00:00.000+08:00',
    '2026-11-23 10:00:00.000+08:00',
  ])('refuses the instant %s', (text) => {
    expect(readInstant(text)).toBeNull();
  });
});
