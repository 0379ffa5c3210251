// The bureau's gates against the judge's own reading of the same bytes: envelope, time, signature, nonce, decryption (E, E-5).
import type { Bilingual } from '../bilingual.ts';
import { say } from '../checks/finding.ts';
import type { Evidence, WireExchange } from '../evidence.ts';
import { openedRequest } from '../opened-exchange.ts';
import { freshnessMs, readInstant, readTimestamp } from '../wire/instant.ts';
import type { OpenedRequest } from '../wire/open-request.ts';

const memoryMs = 600_000;

/** Judged after the envelope (E-6); the registered types may have been changed since the session was opened. */
const ofLaterGates = ['data', 'appId', 'encryptType', 'signType'];

/** What the judge finds at a gate; null where it has no word on it. */
type Holds = boolean | null;
type Gate = WireExchange['gates'][number];

/** A fault may hold a request before its gates: they judged it at some instant from its receipt to its end. */
const instantsOf = ({ receivedAt, endedAt }: WireExchange): readonly number[] =>
  [receivedAt, endedAt ?? receivedAt].map((instant) => readInstant(instant) ?? Number.NaN);

/** Null where it depends on the instant. */
const atBoth = (exchange: WireExchange, holdsAt: (epochMs: number) => boolean): Holds => {
  const [first, last] = instantsOf(exchange).map(holdsAt);
  return first !== undefined && first === last ? first : null;
};

/** The bureau counts in whole seconds, as a timestamp does (E-5). */
const isFresh = (timestamp: string, exchange: WireExchange): Holds => {
  const sentMs = readTimestamp(timestamp);
  if (sentMs === null) return null;
  return atBoth(exchange, (epochMs) => Math.abs(Math.floor(epochMs / 1000) * 1000 - sentMs) <= freshnessMs);
};

/**
 * Not spent `before`, by a request with this nonce whose signature held, within 600 s (E-6); of two that overlap either may
 * have come first.
 */
const isUnspent = (exchange: WireExchange, before: readonly WireExchange[]): Holds => {
  const spent = before.filter(
    ({ closedOrder, gates }) =>
      gates.some(({ gate, verdict }) => gate === 'nonce' && verdict === 'passed') &&
      closedOrder !== null &&
      closedOrder < exchange.openedOrder,
  );
  const overlaps = before.some(({ closedOrder }) => closedOrder === null || closedOrder > exchange.openedOrder);
  const holds = atBoth(exchange, (epochMs) =>
    spent.every((earlier) => instantsOf(earlier).every((spentMs) => epochMs - spentMs > memoryMs)),
  );
  return overlaps && holds !== false ? null : holds;
};

type Asked = {
  readonly exchange: WireExchange;
  readonly opened: OpenedRequest;
  readonly credentials: Evidence['credentials'];
  /** With the same nonce. */
  readonly before: readonly WireExchange[];
};

const inquire = (gate: string, { exchange, opened, credentials, before }: Asked): Holds => {
  switch (gate) {
    case 'envelope':
      return opened.problems.every(({ rule, member }) => rule === 'path' || ofLaterGates.includes(member));
    case 'timestamp':
      return isFresh(opened.message['timestamp'] ?? '', exchange);
    case 'signature':
      return opened.signatureOk;
    case 'nonce':
      return isUnspent(exchange, before);
    case 'decryption':
      // The bureau decrypts as the application is registered now, and it agreed with what the message names.
      return opened.message['encryptType'] === credentials.encryptType ? opened.plaintext !== null : null;
    default:
      return null;
  }
};

const sayDisagreement = ({ seq }: WireExchange, { gate, verdict }: Gate, holds: boolean): Bilingual => {
  const [bureau, judge] = [verdict === 'passed', holds].map((passes) => (passes ? '放行' : '拒绝'));
  return say(
    `exchange ${seq}: the bureau ${verdict} at the gate ${gate} what the judge ${holds ? 'passes' : 'refuses'}`,
    `报文 ${seq}：关口 ${gate}，税局${bureau}，裁决者${judge}`,
  );
};

/** `exchanges` in the order in which they began. */
export const compareGates = (exchanges: readonly WireExchange[], { credentials }: Evidence): Bilingual[] => {
  const found: Bilingual[] = [];
  const ofNonce = new Map<string | null, WireExchange[]>();
  for (const exchange of exchanges) {
    const before = ofNonce.get(exchange.nonce) ?? [];
    const asked = { exchange, opened: openedRequest(exchange.request, credentials), credentials, before };
    for (const gate of exchange.gates) {
      const holds = inquire(gate.gate, asked);
      if (holds !== null && holds !== (gate.verdict === 'passed')) found.push(sayDisagreement(exchange, gate, holds));
    }
    ofNonce.set(exchange.nonce, [...before, exchange]);
  }
  return found;
};
