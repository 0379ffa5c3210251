// Whether an answer is the bureau's own and to our request; what is not believed is an unknown outcome (C-2).
import type { Credentials } from './credentials.ts';
import type { Heard } from './heard.ts';
import { type Message, openData, readMessage, signatureHolds } from './open-answer.ts';

/** Refusals that the bureau gives before it knows the application, and so cannot sign (E-7). */
const mayBeUnsigned: ReadonlySet<string> = new Set(['1002', '2006']);

const disbelieve = (reason: string): Heard => ({ kind: 'unknown', reason });

/** Why the sender is not believed, or null. An empty signature is believed with 1002 and 2006 only (C-2). */
const doubtSender = (
  message: Message,
  asked: { readonly nonce: string; readonly credentials: Credentials },
): string | null => {
  const echo = message['requestNonce'] ?? '';
  if (message['signature'] === '') {
    if (!mayBeUnsigned.has(message['returnCode'] ?? '')) return 'the answer is not signed (C-2)';
    return echo === asked.nonce || echo === '' ? null : "the unsigned answer carries another request's nonce (C-2)";
  }
  if (!signatureHolds(message, asked.credentials)) return 'the signature of the answer does not hold (C-2)';
  return echo === asked.nonce ? null : 'the answer is to another request: its requestNonce is not ours (C-2)';
};

/** Reads the bytes of an HTTP 200 and says whether they are believed as the answer to the request with `nonce`. */
export const believeAnswer = (
  body: Uint8Array,
  asked: { readonly nonce: string; readonly contentType: string | null; readonly credentials: Credentials },
): Heard => {
  const read = readMessage(body, asked.contentType);
  if (!read.ok) return disbelieve(read.reason);
  const { message, format } = read;
  const doubt = doubtSender(message, asked);
  if (doubt !== null) return disbelieve(doubt);
  const unsigned = message['signature'] === '';
  const opened = unsigned ? { ok: true as const, data: null } : openData(message, format, asked.credentials);
  if (!opened.ok) return disbelieve(opened.reason);
  return {
    kind: 'believed',
    returnCode: message['returnCode'] ?? '',
    returnMessage: message['returnMessage'] ?? '',
    data: opened.data,
    retryAfterMs: message['retryAfter'] === undefined ? null : Number(message['retryAfter']) * 1000,
  };
};
