// Freshness (E-5): a timestamp near the bureau's time, and a nonce not seen from this application within 600 s.
import { readTimestamp, writeTimestamp } from '../../protocol/timestamp.ts';
import type { GateVerdict } from '../operations/decision.ts';
import { verdictOf } from './verdict.ts';

const toleranceMs = 300_000;
const memoryMs = 600_000;

/** 2003 when more than 300 s off either way. */
export const judgeTimestamp = (timestamp: string, now: number): GateVerdict => {
  const sent = readTimestamp(timestamp) ?? Number.NaN;
  const offMs = Math.abs(Math.floor(now / 1000) * 1000 - sent);
  return verdictOf(
    'timestamp',
    'E-5',
    offMs <= toleranceMs
      ? null
      : {
          returnCode: '2003',
          expected: `within 300 s of ${writeTimestamp(now)} (China standard time, UTC+8)`,
          received: timestamp,
          message: `${Math.round(offMs / 1000)} s off`,
        },
  );
};

export type NonceMemory = {
  /** Spends the nonce; false when it was seen from this application within 600 s. */
  readonly spend: (appId: string, nonce: string, now: number) => boolean;
  /** What was seen, to be recalled later. */
  readonly remember: () => readonly (readonly [string, number])[];
  readonly recall: (seen: readonly (readonly [string, number])[]) => void;
  readonly clear: () => void;
};

/** Each application's nonces are its own (B-10). What is older than 600 s is forgotten. */
export const createNonceMemory = (): NonceMemory => {
  const seen = new Map<string, number>();
  const forget = (now: number): void => {
    for (const [key, at] of seen) {
      if (now - at <= memoryMs) break;
      seen.delete(key);
    }
  };
  return {
    spend: (appId, nonce, now) => {
      forget(now);
      const key = `${appId} ${nonce}`;
      const at = seen.get(key);
      if (at !== undefined && now - at <= memoryMs) return false;
      seen.delete(key);
      seen.set(key, now);
      return true;
    },
    remember: () => [...seen],
    recall: (remembered) => {
      seen.clear();
      for (const [key, at] of remembered) seen.set(key, at);
    },
    clear: () => seen.clear(),
  };
};

/** 2004; called only when the signature held, so that nobody else can spend a nonce. */
export const judgeNonce = (fresh: boolean, nonce: string): GateVerdict =>
  verdictOf(
    'nonce',
    'E-5',
    fresh ? null : { returnCode: '2004', expected: 'a nonce not used within 600 s', received: nonce },
  );
