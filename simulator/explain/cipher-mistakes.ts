// Mistakes of encryption: the right payload under another mode, key, IV, padding or character set (E-4).
import type { EncryptType } from '../../protocol/cipher.ts';
import type { Mistake } from './problem.ts';

/** What each of these mistakes looks like is the same in every message. */
export type SealingMistake = Mistake & { readonly expected: string; readonly received: string };

export const cipherMistakes = {
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
  firstHalf: {
    name: 'first-half-of-key',
    clause: 'E-4',
    expected: 'the 16 bytes that sm4Key spells in hexadecimal',
    received: '8 of them, filled up to 16',
    remedy: 'Decode all 32 hexadecimal characters of sm4Key; 16 characters are 8 bytes, and half a key.',
    zh: '只用了密钥的前一半；应解码全部32位十六进制字符，得到16字节密钥。',
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
  lostIv: {
    name: 'iv-missing',
    clause: 'E-4',
    expected: 'a random IV in front of the ciphertext',
    received: 'ciphertext alone, whose first block cannot be read without its IV',
    remedy: 'Send the IV: data is base64 of the 16 bytes of the IV and the ciphertext behind them.',
    zh: '未发送 IV；data 应为 IV（16字节）与密文拼接后的 base64。',
  },
  twice: {
    name: 'encrypted-twice',
    clause: 'E-4',
    expected: 'a payload after one decryption',
    received: 'a payload after two',
    remedy: 'Encrypt the payload once; look for a filter or interceptor that does it again.',
    zh: '业务数据被加密了两次；应只加密一次，请检查拦截器等是否重复加密。',
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

/** One way to do a step, and the mistake it would be. */
export type Choice<Value> = { readonly value: Value; readonly mistake: SealingMistake | null };
export type Iv = 'in-front' | 'none' | 'zeros' | 'key';

const blockBytes = 16;

export const modes = (stated: EncryptType | null): Choice<{ cipher: 'sm4-cbc' | 'sm4-ecb'; iv: Iv }>[] => {
  const cbc = stated === 'SM4-ECB' ? cipherMistakes.cbcForEcb : null;
  const otherIv = stated === 'SM4-ECB' ? cipherMistakes.cbcForEcb : cipherMistakes.noIv;
  const ecb = stated === 'SM4-CBC' ? cipherMistakes.ecbForCbc : null;
  return [
    { value: { cipher: 'sm4-cbc', iv: 'in-front' }, mistake: cbc },
    { value: { cipher: 'sm4-ecb', iv: 'none' }, mistake: ecb },
    { value: { cipher: 'sm4-cbc', iv: 'zeros' }, mistake: otherIv },
    { value: { cipher: 'sm4-cbc', iv: 'key' }, mistake: otherIv },
  ];
};

export const keysOf = (sm4Key: string): Choice<Buffer>[] => [
  { value: Buffer.from(sm4Key, 'hex'), mistake: null },
  { value: Buffer.from(sm4Key.slice(0, blockBytes), 'ascii'), mistake: cipherMistakes.keyAsAscii },
  { value: Buffer.from(sm4Key.slice(blockBytes), 'ascii'), mistake: cipherMistakes.keyAsAscii },
  { value: Buffer.from(sm4Key.slice(0, blockBytes).padEnd(32, '0'), 'hex'), mistake: cipherMistakes.firstHalf },
  { value: Buffer.from(sm4Key.slice(0, blockBytes).repeat(2), 'hex'), mistake: cipherMistakes.firstHalf },
];

export const paddings: readonly Choice<'pkcs7' | 'zeros'>[] = [
  { value: 'pkcs7', mistake: null },
  { value: 'zeros', mistake: cipherMistakes.zeroPadding },
];

export const charsets: readonly Choice<'utf-8' | 'gbk'>[] = [
  { value: 'utf-8', mistake: null },
  { value: 'gbk', mistake: cipherMistakes.gbk },
];
