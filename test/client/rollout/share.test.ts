import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readShare, writeShare } from '../../../client/rollout/share.ts';

describe('a share', () => {
  it.each([
    ['0', 0],
    ['0.0', 0],
    ['0.0001', 1],
    ['0.1', 1000],
    ['0.1000', 1000],
    ['0.29', 2900],
    ['0.57', 5700],
    ['0.9999', 9999],
    ['1', 10_000],
    ['1.0000', 10_000],
  ])('written %s is %i ten-thousandths', (text, tenThousandths) => {
    expect(readShare(text)).toBe(tenThousandths);
  });

  it.each([
    '',
    '.1',
    '0.',
    '0.12345',
    '1.0001',
    '2',
    '-0.1',
    '+0.1',
    '1e-1',
    '10%',
    '0,1',
    ' 0.1',
    '0.1\n',
    '００',
    0.1,
    1,
    null,
  ])('is not %j', (text) => {
    expect(readShare(text)).toBeNull();
  });

  it('is read as it was written, whichever it is', () => {
    fc.assert(fc.property(fc.integer({ min: 0, max: 10_000 }), (share) => readShare(writeShare(share)) === share));
  });

  it('has no second spelling once written', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 9_999 }), (share) => {
        const padded = `0.${String(share).padStart(4, '0')}`;
        return writeShare(readShare(padded) ?? Number.NaN) === writeShare(share);
      }),
    );
  });
});
