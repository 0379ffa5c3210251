// Whether an answer is the bureau's own and to our request; what is not believed is an unknown outcome (C-2).
import { decryptData } from '../protocol/cipher.ts';
import { type Format, readAnswer } from '../protocol/envelope.ts';
import { readPayload } from '../protocol/payload.ts';
import { signatureText, verifyHmacSm3 } from '../protocol/signature.ts';
import { verifySm2Sm3 } from '../protocol/sm2.ts';
import type { Credentials } from './credentials.ts';
import type { BelievedAnswer, Heard } from './heard.ts';

/** Refusals that the bureau gives before it knows the application, and so cannot sign (E-7). */
const mayBeUnsigned: ReadonlySet<string> = new Set(['1002', '2006']);
/** What an absent `retryAfter` means, in seconds (E-7). */
const retryAfterDefault = '10';

const disbelieve = (reason: string): Heard => ({ kind: 'unknown', reason });

const signatureHolds = (message: Readonly<Record<string, string>>, credentials: Credentials): boolean => {
  if (message['signType'] !== credentials.signType) return false;
  const text = signatureText(message);
  const signature = message['signature'] ?? '';
  return credentials.signType === 'HMAC-SM3'
    ? verifyHmacSm3(text, credentials.appSecret, signature)
    : verifySm2Sm3(text, credentials.bureauPublicKeyPem ?? '', signature);
};

/** Why the sender is not believed, or null. An empty signature is believed with 1002 and 2006 only (C-2). */
const doubtSender = (
  message: Readonly<Record<string, string>>,
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

type Opened =
  | { readonly ok: true; readonly data: BelievedAnswer['data'] }
  | { readonly ok: false; readonly reason: string };

const openData = (message: Readonly<Record<string, string>>, format: Format, credentials: Credentials): Opened => {
  const sealed = message['data'] ?? '';
  if (sealed === '' || message['signature'] === '') return { ok: true, data: null };
  const { encryptType, sm4Key } = credentials;
  if (message['encryptType'] !== encryptType)
    return { ok: false, reason: `the answer is not encrypted with ${encryptType} as registered (E-8)` };
  const decrypted = decryptData(sealed, { encryptType, sm4Key });
  if (!decrypted.ok) return { ok: false, reason: `the data of the answer cannot be decrypted: ${decrypted.reason}` };
  const payload = readPayload(decrypted.plaintext, format);
  if (!payload.ok) return { ok: false, reason: `the payload of the answer is unreadable: ${payload.reason}` };
  const { value } = payload;
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? { ok: true, data: Object.fromEntries(Object.entries(value)) }
    : { ok: false, reason: 'the payload of the answer is not an object (P)' };
};

/** Reads the bytes of an HTTP 200 and says whether they are believed as the answer to the request with `nonce`. */
export const believeAnswer = (
  body: Uint8Array,
  asked: { readonly nonce: string; readonly contentType: string | null; readonly credentials: Credentials },
): Heard => {
  const read = readAnswer(body, asked.contentType);
  if (!read.ok) {
    const [problem] = read.problems;
    const found = problem ? `${problem.member || 'message'}: ${problem.received}` : 'unknown';
    return disbelieve(`the answer is unreadable (${found}; E-7)`);
  }
  const { message } = read;
  const doubt = doubtSender(message, asked);
  if (doubt !== null) return disbelieve(doubt);
  const opened = openData(message, read.format, asked.credentials);
  if (!opened.ok) return disbelieve(opened.reason);
  return {
    kind: 'believed',
    returnCode: message['returnCode'] ?? '',
    returnMessage: message['returnMessage'] ?? '',
    data: opened.data,
    retryAfterMs: Number(message['retryAfter'] ?? retryAfterDefault) * 1000,
  };
};
