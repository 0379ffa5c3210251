// HMAC-SM3 as E-2 has it: the key is the UTF-8 bytes of the application's secret, the result lower-case hexadecimal.
import { sm3 } from 'sm-crypto-v2';
import { writeUtf8 } from './bytes.ts';

/** 64 hexadecimal characters. The key goes in as bytes: the library would read a text key as hexadecimal. */
export const signHmacSm3 = (text: string, appSecret: string): string =>
  sm3(writeUtf8(text), { key: writeUtf8(appSecret), mode: 'hmac' });
