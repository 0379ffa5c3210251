// What is signed (E-1) and the signature most applications use, HMAC-SM3 (E-2).
import { createHmac, timingSafeEqual } from 'node:crypto';

const byAscii = ([a]: readonly [string, string], [b]: readonly [string, string]): number =>
  a < b ? -1 : a > b ? 1 : 0;

/**
 * The signature text of a message: every member but `signature`, further ones included, those with an empty value left
 * out, sorted by name in ASCII order, `name=value` joined by `&` (E-1).
 */
export const signatureText = (message: Readonly<Record<string, string>>): string =>
  Object.entries(message)
    .filter(([name, value]) => name !== 'signature' && value !== '')
    .sort(byAscii)
    .map(([name, value]) => `${name}=${value}`)
    .join('&');

/** A text as key is its UTF-8 bytes to Node; bytes would cost it an exception inside, and that its stack. */
const hmacSm3 = (text: string, appSecret: string): Buffer => createHmac('sm3', appSecret).update(text, 'utf8').digest();

/** HMAC-SM3 of `text` as 64 lower-case hexadecimal characters; the key is the UTF-8 bytes of `appSecret` (E-2). */
export const signHmacSm3 = (text: string, appSecret: string): string => hmacSm3(text, appSecret).toString('hex');

/** Whether `signature` is exactly what E-2 demands; upper-case hexadecimal is not. Takes the same time however much of it is right. */
export const verifyHmacSm3 = (text: string, appSecret: string, signature: string): boolean => {
  if (!/^[0-9a-f]{64}$/.test(signature)) return false;
  return timingSafeEqual(hmacSm3(text, appSecret), Buffer.from(signature, 'hex'));
};
