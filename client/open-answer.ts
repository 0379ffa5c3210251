// A message of the bureau taken apart: read, its signature verified, its data decrypted (C-2, E-7, E-8).
import { decryptData } from '../protocol/cipher.ts';
import { type Format, readAnswer } from '../protocol/envelope.ts';
import { readPayload } from '../protocol/payload.ts';
import { signatureText, verifyHmacSm3 } from '../protocol/signature.ts';
import { verifySm2Sm3 } from '../protocol/sm2.ts';
import type { Credentials } from './credentials.ts';

export type Message = Readonly<Record<string, string>>;

export type Read =
  | { readonly ok: true; readonly message: Message; readonly format: Format }
  | { readonly ok: false; readonly reason: string };

export type Opened =
  | { readonly ok: true; readonly data: Readonly<Record<string, unknown>> | null }
  | { readonly ok: false; readonly reason: string };

export const readMessage = (body: Uint8Array, contentType: string | null): Read => {
  const read = readAnswer(body, contentType);
  if (read.ok) return read;
  const [problem] = read.problems;
  const found = problem ? `${problem.member || 'message'}: ${problem.received}` : 'unknown';
  return { ok: false, reason: `the message is unreadable (${found}; E-7)` };
};

/** Whether it was signed by the bureau, for this application, in the way registered. */
export const signatureHolds = (message: Message, credentials: Credentials): boolean => {
  if (message['signType'] !== credentials.signType) return false;
  const text = signatureText(message);
  const signature = message['signature'] ?? '';
  return credentials.signType === 'HMAC-SM3'
    ? verifyHmacSm3(text, credentials.appSecret, signature)
    : verifySm2Sm3(text, credentials.bureauPublicKeyPem ?? '', signature);
};

/** The decrypted payload of a message whose signature holds; null where it has none (E-8). */
export const openData = (message: Message, format: Format, credentials: Credentials): Opened => {
  const sealed = message['data'] ?? '';
  if (sealed === '') return { ok: true, data: null };
  const { encryptType, sm4Key } = credentials;
  if (message['encryptType'] !== encryptType)
    return { ok: false, reason: `the message is not encrypted with ${encryptType} as registered (E-8)` };
  const decrypted = decryptData(sealed, { encryptType, sm4Key });
  if (!decrypted.ok) return { ok: false, reason: `the data cannot be decrypted: ${decrypted.reason}` };
  const payload = readPayload(decrypted.plaintext, format);
  if (!payload.ok) return { ok: false, reason: `the payload is unreadable: ${payload.reason}` };
  const { value } = payload;
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? { ok: true, data: Object.fromEntries(Object.entries(value)) }
    : { ok: false, reason: 'the payload is not an object (P)' };
};
