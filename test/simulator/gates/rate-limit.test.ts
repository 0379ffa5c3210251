import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createRateMemory } from '../../../simulator/gates/rate-limit.ts';

const limit = { requests: 2, perSeconds: 60, lockOutSeconds: 10, longestLockOutSeconds: 60 };
/** What requests at these seconds are told: null to pass, else the lock-out in seconds. */
const toldAt = (seconds: readonly number[], changed: Partial<typeof limit> = {}) => {
  const memory = createRateMemory();
  return seconds.map((at) => {
    const lockedOutMs = memory.admit('LD1', { ...limit, ...changed }, Math.round(at * 1000));
    return lockedOutMs === null ? null : lockedOutMs / 1000;
  });
};

describe('the rate limit', () => {
  it.each<[string, readonly number[], readonly (number | null)[]]>([
    ['lets as many pass as it says', [0, 0, 60, 60], [null, null, null, null]],
    ['locks out who comes once too often', [0, 1, 2], [null, null, 10]],
    ['lets who waited begin anew', [0, 1, 2, 12, 13, 14], [null, null, 10, null, null, 10]],
    ['doubles the lock-out of who comes early, counted from then', [0, 0, 0, 9, 28, 67], [null, null, 10, 20, 40, 60]],
    ['counts early by the millisecond', [0, 0, 0, 9.999, 29.999], [null, null, 10, 20, null]],
    ['never locks out longer than it says', [0, 0, 0, 1, 2, 3, 4], [null, null, 10, 20, 40, 60, 60]],
  ])('%s', (_sentence, seconds, told) => {
    expect(toldAt(seconds)).toEqual(told);
  });

  it('locks out for 10 s at first and an hour at most where nothing else is said', () => {
    const memory = createRateMemory();
    const bare = { requests: 1, perSeconds: 1 };
    const told = Array.from({ length: 11 }, () => memory.admit('LD1', bare, 0));
    expect([told[1], told[2], told[10]]).toEqual([10_000, 20_000, 3_600_000]);
  });

  it('counts each application by itself (B-10)', () => {
    const memory = createRateMemory();
    const told = ['LD1', 'LD2', 'LD1', 'LD2', 'LD1', 'LD2'].map((appId) => memory.admit(appId, limit, 0));
    expect(told).toEqual([null, null, null, null, 10_000, 10_000]);
  });

  it('never refuses one who keeps within it', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 20 }), fc.integer({ min: 1, max: 100 }), (requests, perSeconds) => {
        const everyMs = Math.ceil((perSeconds * 1000) / requests);
        const paced = Array.from({ length: 200 }, (_, at) => (at * everyMs) / 1000);
        expect(new Set(toldAt(paced, { requests, perSeconds }))).toEqual(new Set([null]));
      }),
    );
  });
});
