// SM4 with PKCS#7 in the two registered modes (E-4), on the judge's own crypto library.
import { sm4 } from 'sm-crypto-v2';
import { joinBytes, readBase64, readUtf8, writeBase64, writeHex, writeUtf8 } from './bytes.ts';

export type EncryptType = 'SM4-CBC' | 'SM4-ECB';
type Sm4Options = { readonly encryptType: EncryptType; readonly sm4Key: string };

export type Decrypted =
  | { readonly ok: true; readonly plaintext: string; readonly iv: string | null }
  | { readonly ok: false; readonly reason: string };

const blockBytes = 16;

/** base64( IV ‖ ciphertext ) in CBC, base64( ciphertext ) in ECB; the IV of 16 bytes is not used there. */
export const encryptData = (plaintext: string, options: Sm4Options & { readonly iv: Uint8Array }): string => {
  const { sm4Key, iv } = options;
  if (options.encryptType === 'SM4-ECB')
    return writeBase64(sm4.encrypt(writeUtf8(plaintext), sm4Key, { output: 'array' }));
  const inCbc = { mode: 'cbc', iv: writeHex(iv), output: 'array' } as const;
  return writeBase64(joinBytes(iv, sm4.encrypt(writeUtf8(plaintext), sm4Key, inCbc)));
};

/** PKCS#7 is taken off here: the library throws on some broken paddings and lets 0 and 17 to 255 pass. */
const removePadding = (padded: Uint8Array): Uint8Array | null => {
  const count = padded.at(-1) ?? 0;
  if (count < 1 || count > blockBytes || padded.slice(-count).some((byte) => byte !== count)) return null;
  return padded.slice(0, -count);
};

/** Strict in base64, length, padding and UTF-8; `iv` is hexadecimal, null in ECB. */
export const decryptData = (data: string, options: Sm4Options): Decrypted => {
  const bytes = readBase64(data);
  if (!bytes) return { ok: false, reason: 'data is not strict base64' };
  const cbc = options.encryptType === 'SM4-CBC';
  const iv = cbc ? writeHex(bytes.slice(0, blockBytes)) : null;
  const ciphertext = cbc ? bytes.slice(blockBytes) : bytes;
  if (ciphertext.length === 0 || ciphertext.length % blockBytes !== 0)
    return { ok: false, reason: `data of ${bytes.length} bytes is no possible ${options.encryptType} length` };
  const mode = iv === null ? {} : { mode: 'cbc' as const, iv };
  const plain = removePadding(sm4.decrypt(ciphertext, options.sm4Key, { ...mode, padding: 'none', output: 'array' }));
  if (!plain) return { ok: false, reason: 'the padding is not PKCS#7: another key or another mode?' };
  const plaintext = readUtf8(plain);
  if (plaintext === null) return { ok: false, reason: 'the decrypted bytes are not UTF-8: another key?' };
  return { ok: true, plaintext, iv };
};
