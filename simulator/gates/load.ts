// The gate of the bureau's own load: above so many requests a second of all its visitors it is busy (3001, B-17).
import type { GateVerdict } from '../operations/decision.ts';
import { verdictOf } from './verdict.ts';

const retryAfterSeconds = 10;

/** `count`: the genuine requests of the last second, this one included. */
export const judgeLoad = (count: number, most: number): GateVerdict =>
  verdictOf(
    'load',
    'B-17',
    count <= most
      ? null
      : {
          returnCode: '3001',
          expected: `at most ${most} requests a second`,
          received: `${count} within the last second`,
          retryAfterSeconds,
        },
  );
