// The bureau's gates against the judge's own reading of the same bytes: envelope, time, signature, nonce, decryption (E, E-5).
import type { Evidence, WireExchange } from '../evidence.ts';
import { openedRequest } from '../opened-exchange.ts';
import { readInstant, readTimestamp } from '../wire/instant.ts';

const toleranceMs = 300_000;
const memoryMs = 600_000;

/** Judged after the envelope (E-6); the registered types may have been changed since the session was opened. */
const ofLaterGates = ['data', 'appId', 'encryptType', 'signType'];

/** What the judge finds at a gate; null where it has no word on it. */
type Holds = boolean | null;

/** The bureau counts in whole seconds, as a timestamp does (E-5). */
const isFresh = (timestamp: string, receivedAt: string): Holds => {
  const [sentMs, receivedMs] = [readTimestamp(timestamp), readInstant(receivedAt)];
  if (sentMs === null || receivedMs === null) return null;
  return Math.abs(Math.floor(receivedMs / 1000) * 1000 - sentMs) <= toleranceMs;
};

/** Nonces that were spent before: by requests whose signature held, within 600 s (E-6). */
const isUnspent = (exchange: WireExchange, before: readonly WireExchange[]): boolean => {
  const nowMs = readInstant(exchange.receivedAt) ?? 0;
  return !before.some(
    ({ nonce, receivedAt, gates }) =>
      nonce === exchange.nonce &&
      gates.some(({ gate, verdict }) => gate === 'nonce' && verdict === 'passed') &&
      nowMs - (readInstant(receivedAt) ?? 0) <= memoryMs,
  );
};

const inquire = (gate: string, exchange: WireExchange, about: Evidence, before: readonly WireExchange[]): Holds => {
  const opened = openedRequest(exchange.request, about.credentials);
  switch (gate) {
    case 'envelope':
      return opened.problems.every(({ member }) => ofLaterGates.includes(member));
    case 'timestamp':
      return isFresh(opened.message['timestamp'] ?? '', exchange.receivedAt);
    case 'signature':
      return opened.signatureOk;
    case 'nonce':
      return isUnspent(exchange, before);
    case 'decryption':
      return opened.plaintext !== null;
    default:
      return null;
  }
};

/** `exchanges` in the order in which they began. */
export const compareGates = (exchanges: readonly WireExchange[], evidence: Evidence): string[] =>
  exchanges.flatMap((exchange, at) =>
    exchange.gates.flatMap(({ gate, verdict }) => {
      const holds = inquire(gate, exchange, evidence, exchanges.slice(0, at));
      if (holds === null || holds === (verdict === 'passed')) return [];
      return [
        `exchange ${exchange.seq}: the bureau ${verdict} at the gate ${gate} what the judge ${holds ? 'passes' : 'refuses'}`,
      ];
    }),
  );
