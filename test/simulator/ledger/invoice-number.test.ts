import { describe, expect, it } from 'vitest';
import { invoiceNumber } from '../../../simulator/ledger/invoice-number.ts';

const number = (instant: string, sequence = 1) =>
  invoiceNumber({ issuedAt: Date.parse(instant), region: '11', channel: '2', sequence });

describe('invoice numbers', () => {
  it.each([
    ['2026-12-31T23:59:59.999+08:00', 1, '26112000000000000001'],
    ['2027-01-01T00:00:00.000+08:00', 1, '27112000000000000001'],
    ['2026-12-31T16:00:00.000+00:00', 1, '27112000000000000001'],
    ['2026-11-23T10:00:00.000+08:00', 999_999_999_999_999, '26112999999999999999'],
  ])('of %s and sequence %s carry the year of China, region and channel', (instant, sequence, expected) => {
    expect(number(instant, sequence)).toBe(expected);
  });
});
