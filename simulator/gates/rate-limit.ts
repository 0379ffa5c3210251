// The gate of the rate limit: who comes too often is locked out, and longer each time it does not wait (3004, B-17).
import type { GateVerdict } from '../operations/decision.ts';
import { createRecentCount, type RecentCount } from '../recent-count.ts';
import type { RateLimit } from '../register/rate-limit.ts';
import { verdictOf } from './verdict.ts';

type Visitor = {
  readonly perSeconds: number;
  /** Requests that passed. */
  readonly passed: RecentCount;
  /** Ms since the epoch. */
  lockedUntil: number;
  /** Of the lock-out that holds or was last; 0 after one that was waited for. */
  lockOutMs: number;
};

export type RateMemory = {
  /** Counts a request of the application at `now`; null: it passes, else how long it is locked out from `now` on, in ms. */
  readonly admit: (appId: string, limit: RateLimit, now: number) => number | null;
  readonly clear: () => void;
};

const lockOut = (visitor: Visitor, lockOutMs: number, now: number): number => {
  visitor.lockOutMs = lockOutMs;
  visitor.lockedUntil = now + lockOutMs;
  return lockOutMs;
};

/** Each application's count is its own (B-10); a limit of another span begins anew, and so does who waited a lock-out out. */
export const createRateMemory = (): RateMemory => {
  const visitors = new Map<string, Visitor>();
  const visitorOf = (appId: string, { perSeconds }: RateLimit): Visitor => {
    const known = visitors.get(appId);
    if (known?.perSeconds === perSeconds) return known;
    const passed = createRecentCount(perSeconds * 1000);
    const visitor = { perSeconds, passed, lockedUntil: Number.NEGATIVE_INFINITY, lockOutMs: 0 };
    visitors.set(appId, visitor);
    return visitor;
  };
  return {
    admit: (appId, limit, now) => {
      const { requests, lockOutSeconds = 10, longestLockOutSeconds = 3600 } = limit;
      const visitor = visitorOf(appId, limit);
      const longestMs = longestLockOutSeconds * 1000;
      if (now < visitor.lockedUntil) return lockOut(visitor, Math.min(visitor.lockOutMs * 2, longestMs), now);
      if (visitor.lockOutMs > 0) visitor.passed.clear();
      visitor.lockOutMs = 0;
      if (visitor.passed.count(now) >= requests)
        return lockOut(visitor, Math.min(lockOutSeconds * 1000, longestMs), now);
      visitor.passed.note(now);
      return null;
    },
    clear: () => visitors.clear(),
  };
};

export const judgeRate = (lockedOutMs: number | null, { requests, perSeconds }: RateLimit): GateVerdict =>
  verdictOf(
    'rate',
    'B-17',
    lockedOutMs === null
      ? null
      : {
          returnCode: '3004',
          expected: `at most ${requests} requests in ${perSeconds} s`,
          received: `locked out for ${Math.ceil(lockedOutMs / 1000)} s; each request before that doubles it`,
          retryAfterSeconds: Math.ceil(lockedOutMs / 1000),
        },
  );
