// Mistakes of encryption: the right payload under another mode, key, IV, padding or character set (E-4).
import { createDecipheriv } from 'node:crypto';
import type { EncryptType } from '../../protocol/cipher.ts';
import type { Format } from '../../protocol/envelope.ts';
import { readPayload } from '../../protocol/payload.ts';
import type { Mistake } from './problem.ts';

/** What each of these mistakes looks like is the same in every message. */
export type SealingMistake = Mistake & { readonly expected: string; readonly received: string };

const mistakes = {
  ecbForCbc: {
    name: 'ecb-for-cbc',
    clause: 'E-4',
    expected: 'SM4-CBC, IV in front',
    received: 'SM4-ECB',
    remedy: 'Encrypt in CBC mode with a fresh random IV, and put the IV in front of the ciphertext.',
    zh: '声明为 SM4-CBC，实际用了 ECB；应使用 CBC，随机 IV 放在密文之前。',
  },
  cbcForEcb: {
    name: 'cbc-for-ecb',
    clause: 'E-4',
    expected: 'SM4-ECB',
    received: 'SM4-CBC',
    remedy: 'Encrypt in ECB mode without IV, or have SM4-CBC registered for the application and say so in encryptType.',
    zh: '声明为 SM4-ECB，实际用了 CBC；应使用 ECB，或登记并声明 SM4-CBC。',
  },
  keyAsAscii: {
    name: 'key-as-ascii',
    clause: 'E-4',
    expected: 'the 16 bytes that sm4Key spells in hexadecimal',
    received: '16 characters of sm4Key as they stand',
    remedy: 'Decode the 32 hexadecimal characters of sm4Key into 16 bytes; do not use its characters as the key.',
    zh: '密钥被当作 ASCII 文本使用；32位十六进制 sm4Key 应解码为16字节。',
  },
  zeroPadding: {
    name: 'zero-padding',
    clause: 'E-4',
    expected: 'PKCS#7',
    received: 'zero bytes, or no padding',
    remedy: 'Pad by PKCS#7, also when the length is a multiple of 16 already.',
    zh: '用了零填充（或未填充）；应使用 PKCS#7 填充。',
  },
  noIv: {
    name: 'iv-not-in-front',
    clause: 'E-4',
    expected: 'a random IV in front of the ciphertext',
    received: 'ciphertext under an IV of zeros or of the key',
    remedy: 'Draw 16 random bytes as IV for every message and put them in front of the ciphertext.',
    zh: 'IV 为固定值且未放在密文之前；每次应随机生成16字节 IV 并置于密文之前。',
  },
  gbk: {
    name: 'gbk-instead-of-utf-8',
    clause: 'E-4',
    expected: 'UTF-8',
    received: 'GBK',
    remedy: 'Encode the payload in UTF-8 before encrypting it; name the character set wherever text becomes bytes.',
    zh: '业务数据在加密前用了 GBK 编码；应为 UTF-8。',
  },
} as const satisfies Record<string, SealingMistake>;

type Choice<Value> = { readonly value: Value; readonly mistake: SealingMistake | null };
type Iv = 'in-front' | 'none' | 'zeros' | 'key';

/** What a message decrypts to, and which mistakes it took to get there. */
export type Recovery = { readonly plaintext: string; readonly mistakes: readonly SealingMistake[] };

const blockBytes = 16;

const modes = (stated: EncryptType | null): Choice<{ cipher: 'sm4-cbc' | 'sm4-ecb'; iv: Iv }>[] => {
  const cbc = stated === 'SM4-ECB' ? mistakes.cbcForEcb : null;
  const otherIv = stated === 'SM4-ECB' ? mistakes.cbcForEcb : mistakes.noIv;
  const ecb = stated === 'SM4-CBC' ? mistakes.ecbForCbc : null;
  return [
    { value: { cipher: 'sm4-cbc', iv: 'in-front' }, mistake: cbc },
    { value: { cipher: 'sm4-ecb', iv: 'none' }, mistake: ecb },
    { value: { cipher: 'sm4-cbc', iv: 'zeros' }, mistake: otherIv },
    { value: { cipher: 'sm4-cbc', iv: 'key' }, mistake: otherIv },
  ];
};

const keysOf = (sm4Key: string): Choice<Buffer>[] => [
  { value: Buffer.from(sm4Key, 'hex'), mistake: null },
  { value: Buffer.from(sm4Key.slice(0, blockBytes), 'ascii'), mistake: mistakes.keyAsAscii },
  { value: Buffer.from(sm4Key.slice(blockBytes), 'ascii'), mistake: mistakes.keyAsAscii },
];

const paddings: readonly Choice<'pkcs7' | 'zeros'>[] = [
  { value: 'pkcs7', mistake: null },
  { value: 'zeros', mistake: mistakes.zeroPadding },
];

const charsets: readonly Choice<'utf-8' | 'gbk'>[] = [
  { value: 'utf-8', mistake: null },
  { value: 'gbk', mistake: mistakes.gbk },
];

const decrypt = (
  bytes: Buffer,
  how: {
    readonly cipher: 'sm4-cbc' | 'sm4-ecb';
    readonly iv: Iv;
    readonly key: Buffer;
    readonly padding: 'pkcs7' | 'zeros';
  },
): Buffer | null => {
  const inFront = how.iv === 'in-front';
  const sealed = inFront ? bytes.subarray(blockBytes) : bytes;
  if (sealed.length === 0 || sealed.length % blockBytes !== 0) return null;
  const ivs = { 'in-front': bytes.subarray(0, blockBytes), none: null, zeros: Buffer.alloc(blockBytes), key: how.key };
  const decipher = createDecipheriv(how.cipher, how.key, ivs[how.iv]).setAutoPadding(how.padding === 'pkcs7');
  try {
    const plain = Buffer.concat([decipher.update(sealed), decipher.final()]);
    if (how.padding === 'pkcs7') return plain;
    const end = plain.findLastIndex((byte) => byte !== 0) + 1;
    return plain.subarray(0, end);
  } catch {
    return null;
  }
};

const decode = (plain: Buffer, charset: 'utf-8' | 'gbk'): string | null => {
  try {
    return new TextDecoder(charset, { fatal: true, ignoreBOM: true }).decode(plain);
  } catch {
    return null;
  }
};

const isPayload = (text: string, format: Format): boolean =>
  readPayload(text, format).ok || readPayload(text, format === 'json' ? 'xml' : 'json').ok;

/**
 * Looks for the smallest set of mistakes under which `bytes` decrypts to a payload; null when there is none. `stated` is
 * the message's encryptType, null when it names none that exists.
 */
export const recoverPayload = (
  bytes: Buffer,
  given: { readonly sm4Key: string; readonly stated: EncryptType | null; readonly format: Format },
): Recovery | null => {
  let best: Recovery | null = null;
  for (const mode of modes(given.stated))
    for (const key of keysOf(given.sm4Key))
      for (const padding of paddings) {
        const plain = decrypt(bytes, { ...mode.value, key: key.value, padding: padding.value });
        for (const charset of plain ? charsets : []) {
          const made = [mode, key, padding, charset].flatMap((choice) => choice.mistake ?? []);
          if (best && best.mistakes.length <= made.length) continue;
          const text = plain ? decode(plain, charset.value) : null;
          if (text !== null && isPayload(text, given.format)) best = { plaintext: text, mistakes: made };
        }
      }
  return best;
};
