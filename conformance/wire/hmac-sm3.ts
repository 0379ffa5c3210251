// HMAC-SM3 as E-2 has it: the key is the UTF-8 bytes of the application's secret, the result lower-case hexadecimal.
import { createHmac } from 'node:crypto';
import { sm3 } from 'sm-crypto-v2';
import { writeUtf8 } from './bytes.ts';

/** 64 hexadecimal characters. The key goes in as bytes: the library would read a text key as hexadecimal. */
export const signHmacSm3 = (text: string, appSecret: string): string =>
  sm3(writeUtf8(text), { key: writeUtf8(appSecret), mode: 'hmac' });

/** A text as key is its UTF-8 bytes to Node; bytes would cost it an exception inside. */
const signByOpenssl = (text: string, appSecret: string): string =>
  createHmac('sm3', appSecret).update(text, 'utf8').digest('hex');

/** What should have been signed. OpenSSL is asked first, being faster; nobody is convicted by its word alone. */
export const expectedHmacSm3 = (text: string, appSecret: string, signature: string): string => {
  const expected = signByOpenssl(text, appSecret);
  return expected === signature ? expected : signHmacSm3(text, appSecret);
};
