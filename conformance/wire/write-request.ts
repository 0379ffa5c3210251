// Writes a request of the kit's own: V-5 has it issue an order beforehand where a client is to meet a duplicate.
import { signHmacSm3 } from './hmac-sm3.ts';
import type { WireCredentials } from './message.ts';
import { signatureText } from './signature-text.ts';
import { signSm2Sm3 } from './sm2.ts';
import { encryptData } from './sm4.ts';

export type RequestToWrite = {
  readonly interface: string;
  readonly payload: Readonly<Record<string, unknown>>;
  readonly credentials: WireCredentials;
  /** `yyyyMMddHHmmss`, UTC+8 (`writeTimestamp`). */
  readonly timestamp: string;
  /** 16 to 64 of `[0-9A-Za-z]`. */
  readonly nonce: string;
  /** 16 bytes. */
  readonly iv: Uint8Array;
};

/** The body: a JSON message signed as the session's application is registered (E). */
export const writeRequest = (request: RequestToWrite): string => {
  const { credentials } = request;
  const message = {
    appId: credentials.appId,
    interface: request.interface,
    version: '1.0',
    timestamp: request.timestamp,
    nonce: request.nonce,
    encryptType: credentials.encryptType,
    data: encryptData(JSON.stringify(request.payload), { ...credentials, iv: request.iv }),
    signType: credentials.signType,
  };
  const text = signatureText(message);
  const signature =
    credentials.signType === 'HMAC-SM3'
      ? signHmacSm3(text, credentials.appSecret)
      : signSm2Sm3(text, credentials.privateKeyPem ?? '');
  return JSON.stringify({ ...message, signature });
};
