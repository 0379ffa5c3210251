// A business payload made into a request: encrypted, dated, numbered and signed afresh for each attempt (C-1).
import { encryptData } from '../protocol/cipher.ts';
import { type Format, writeMessage } from '../protocol/envelope.ts';
import { createNonce } from '../protocol/nonce.ts';
import type { RandomBytes } from '../protocol/randomness.ts';
import { signatureText, signHmacSm3 } from '../protocol/signature.ts';
import { signSm2Sm3 } from '../protocol/sm2.ts';
import { writeTimestamp } from '../protocol/timestamp.ts';
import type { Credentials } from './credentials.ts';

export type SealedRequest = { readonly nonce: string; readonly body: string };

const ivBytes = 16;

const sign = (text: string, credentials: Credentials): string =>
  credentials.signType === 'HMAC-SM3'
    ? signHmacSm3(text, credentials.appSecret)
    : signSm2Sm3(text, credentials.privateKeyPem ?? '');

/** The envelope of E around `plaintext`, with a nonce and IV from `randomBytes` and the time `nowMs`. */
export const sealRequest = (
  request: { readonly interface: string; readonly plaintext: string; readonly format: Format; readonly nowMs: number },
  keys: { readonly credentials: Credentials; readonly randomBytes: RandomBytes },
): SealedRequest => {
  const { credentials, randomBytes } = keys;
  const { encryptType, sm4Key } = credentials;
  const nonce = createNonce(randomBytes);
  const message = {
    appId: credentials.appId,
    interface: request.interface,
    version: '1.0',
    timestamp: writeTimestamp(request.nowMs),
    nonce,
    encryptType,
    data: encryptData(request.plaintext, { encryptType, sm4Key, iv: randomBytes(ivBytes) }),
    signType: credentials.signType,
  };
  const signature = sign(signatureText(message), credentials);
  return { nonce, body: writeMessage({ ...message, signature }, 'request', request.format) };
};
