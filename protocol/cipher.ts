// The envelope's `data`: a business payload under SM4, as strict base64 (E-4).
import { createCipheriv, createDecipheriv, createSecretKey, type KeyObject } from 'node:crypto';

export type EncryptType = 'SM4-CBC' | 'SM4-ECB';

export type Decryption =
  | { readonly ok: true; readonly plaintext: string; readonly iv: string | null }
  | { readonly ok: false; readonly reason: string };

const blockBytes = 16;
const keyForm = /^[0-9A-Fa-f]{32}$/;
/** A byte order mark is kept, so that the next gate sees and refuses it. */
const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** Whether `hex` is an `sm4Key`: 32 hexadecimal characters for 16 bytes (E-4). */
export const isSm4Key = (hex: string): boolean => keyForm.test(hex);

/** Of bytes Node makes a key object each time, by way of an exception: half of what a short message costs. */
const keys = new Map<string, KeyObject>();
const mostKeys = 256;

const keyOf = (sm4Key: string): KeyObject => {
  const known = keys.get(sm4Key);
  if (known) return known;
  const made = createSecretKey(Buffer.from(sm4Key, 'hex'));
  const [oldest] = keys.keys();
  if (keys.size >= mostKeys && oldest !== undefined) keys.delete(oldest);
  keys.set(sm4Key, made);
  return made;
};

/**
 * Encrypts a payload into `data`: base64( IV ‖ ciphertext ) for CBC, base64( ciphertext ) for ECB; PKCS#7 (E-4).
 * `iv` is 16 fresh random bytes and is not used in ECB. Throws RangeError when key or IV have another length.
 */
export const encryptData = (
  plaintext: string,
  options: { readonly encryptType: EncryptType; readonly sm4Key: string; readonly iv: Uint8Array },
): string => {
  if (!isSm4Key(options.sm4Key)) throw new RangeError('sm4Key must be 32 hexadecimal characters (E-4)');
  const key = keyOf(options.sm4Key);
  if (options.encryptType === 'SM4-ECB') {
    const cipher = createCipheriv('sm4-ecb', key, null);
    return Buffer.concat([cipher.update(plaintext, 'utf8'), cipher.final()]).toString('base64');
  }
  if (options.iv.length !== blockBytes) throw new RangeError('the IV must be 16 bytes (E-4)');
  const cipher = createCipheriv('sm4-cbc', key, options.iv);
  return Buffer.concat([options.iv, cipher.update(plaintext, 'utf8'), cipher.final()]).toString('base64');
};

/** The bytes of strict base64: standard alphabet, padding, no line breaks, no stray bits; null otherwise (E-4). */
export const decodeBase64 = (text: string): Buffer | null => {
  const bytes = Buffer.from(text, 'base64');
  return bytes.toString('base64') === text ? bytes : null;
};

/** Decrypts `data`; whatever E answers with 2005 comes back as a reason. `sm4Key` must satisfy `isSm4Key`. */
export const decryptData = (
  data: string,
  options: { readonly encryptType: EncryptType; readonly sm4Key: string },
): Decryption => {
  const bytes = decodeBase64(data);
  if (!bytes) return { ok: false, reason: 'data is not strict base64 (standard alphabet, padding, no line breaks)' };
  const cbc = options.encryptType === 'SM4-CBC';
  const least = cbc ? 2 * blockBytes : blockBytes;
  if (bytes.length < least || bytes.length % blockBytes !== 0)
    return {
      ok: false,
      reason: `data is ${bytes.length} bytes, ${options.encryptType} gives a multiple of 16, at least ${least}`,
    };
  const iv = cbc ? bytes.subarray(0, blockBytes) : null;
  const decipher = createDecipheriv(cbc ? 'sm4-cbc' : 'sm4-ecb', keyOf(options.sm4Key), iv);
  let plain: Buffer;
  try {
    plain = Buffer.concat([decipher.update(iv ? bytes.subarray(blockBytes) : bytes), decipher.final()]);
  } catch {
    return { ok: false, reason: 'the padding is not PKCS#7: another key, another mode or another padding' };
  }
  try {
    return { ok: true, plaintext: utf8.decode(plain), iv: iv ? iv.toString('hex') : null };
  } catch {
    return { ok: false, reason: 'the decrypted bytes are not UTF-8' };
  }
};
