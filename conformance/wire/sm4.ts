// SM4 with PKCS#7 in the two registered modes (E-4): written by the judge's own library, read by OpenSSL and, what that refuses, by it too.
import { createDecipheriv, createSecretKey } from 'node:crypto';
import { sm4 } from 'sm-crypto-v2';
import { joinBytes, readBase64, readHex, readUtf8, writeBase64, writeHex, writeUtf8 } from './bytes.ts';
import { createMemo } from './memo.ts';

export type EncryptType = 'SM4-CBC' | 'SM4-ECB';
type Sm4Options = { readonly encryptType: EncryptType; readonly sm4Key: string };

export type Decrypted =
  | { readonly ok: true; readonly plaintext: string; readonly iv: string | null }
  /** `data-base64`: no ciphertext could be read from it; `data-cipher`: it does not decrypt by this key and mode. */
  | { readonly ok: false; readonly rule: 'data-base64' | 'data-cipher'; readonly reason: string };

const blockBytes = 16;

/** base64( IV ‖ ciphertext ) in CBC, base64( ciphertext ) in ECB; the IV of 16 bytes is not used there. */
export const encryptData = (plaintext: string, options: Sm4Options & { readonly iv: Uint8Array }): string => {
  const { sm4Key, iv } = options;
  if (options.encryptType === 'SM4-ECB')
    return writeBase64(sm4.encrypt(writeUtf8(plaintext), sm4Key, { output: 'array' }));
  const inCbc = { mode: 'cbc', iv: writeHex(iv), output: 'array' } as const;
  return writeBase64(joinBytes(iv, sm4.encrypt(writeUtf8(plaintext), sm4Key, inCbc)));
};

/** PKCS#7 is taken off here: the one library throws on broken paddings, the other lets some pass. */
const removePadding = (padded: Uint8Array): Uint8Array | null => {
  const count = padded.at(-1) ?? 0;
  if (count < 1 || count > blockBytes || padded.subarray(-count).some((byte) => byte !== count)) return null;
  return padded.subarray(0, -count);
};

type Sealed = { readonly ciphertext: Uint8Array; readonly sm4Key: string; readonly iv: Uint8Array | null };

const decryptInJavaScript = ({ ciphertext, sm4Key, iv }: Sealed): Uint8Array | null => {
  const mode = iv === null ? {} : { mode: 'cbc' as const, iv: writeHex(iv) };
  return removePadding(sm4.decrypt(ciphertext, sm4Key, { ...mode, padding: 'none', output: 'array' }));
};

/** Key objects cost half of what bytes do, which Node makes a key object of each time. */
const keyOf = createMemo((sm4Key) => createSecretKey(readHex(sm4Key)));

const decryptByOpenssl = ({ ciphertext, sm4Key, iv }: Sealed): Uint8Array | null => {
  const decipher = createDecipheriv(iv === null ? 'sm4-ecb' : 'sm4-cbc', keyOf(sm4Key), iv);
  return removePadding(decipher.setAutoPadding(false).update(ciphertext));
};

const textOf = (plain: Uint8Array | null): string | null => (plain ? readUtf8(plain) : null);

/**
 * Strict in base64, length, padding and UTF-8; `iv` is hexadecimal, null in ECB. `second` is asked about what OpenSSL
 * refuses of a client; of the bureau's answers its own word is known, too, and compared (cross-check/).
 */
export const decryptData = (data: string, options: Sm4Options, second: 'asked' | 'not asked' = 'asked'): Decrypted => {
  const bytes = readBase64(data);
  if (!bytes) return { ok: false, rule: 'data-base64', reason: 'data is not strict base64' };
  const cbc = options.encryptType === 'SM4-CBC';
  const ivBytes = cbc ? bytes.subarray(0, blockBytes) : null;
  const ciphertext = cbc ? bytes.subarray(blockBytes) : bytes;
  if (ciphertext.length === 0 || ciphertext.length % blockBytes !== 0)
    return {
      ok: false,
      rule: 'data-base64',
      reason: `data of ${bytes.length} bytes is no possible ${options.encryptType} length`,
    };
  const sealed = { ciphertext, sm4Key: options.sm4Key, iv: ivBytes };
  const iv = ivBytes && writeHex(ivBytes);
  const first = textOf(decryptByOpenssl(sealed));
  if (first !== null) return { ok: true, plaintext: first, iv };
  const plain = second === 'asked' ? decryptInJavaScript(sealed) : null;
  if (!plain)
    return { ok: false, rule: 'data-cipher', reason: 'the padding is not PKCS#7: another key or another mode?' };
  const plaintext = readUtf8(plain);
  if (plaintext === null)
    return { ok: false, rule: 'data-cipher', reason: 'the decrypted bytes are not UTF-8: another key?' };
  return { ok: true, plaintext, iv };
};
