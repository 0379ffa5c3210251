// Mistakes of the IV that no gate refuses, because the message opens all the same: one that was not drawn, or not drawn anew (E-4).
import { decodeBase64 } from '../../protocol/cipher.ts';
import { type DiagnosisProblem, found, type Mistake } from './problem.ts';

export const ivMistakes = {
  notRandom: {
    name: 'iv-not-random',
    clause: 'E-4',
    remedy:
      'Draw the 16 bytes of the IV from a cryptographic random generator for every message; zeros and the key are no IV.',
    zh: 'IV 不是随机数；每次应由密码学安全的随机数生成器产生16字节，不得用全零或密钥。',
  },
  reused: {
    name: 'iv-reused',
    clause: 'E-4',
    remedy:
      'Draw a fresh IV for every message, retries included: encrypt the payload anew instead of sending data again.',
    zh: 'IV 重复使用；每次（包括重试）都应重新随机生成 IV 并重新加密，不得重发原 data。',
  },
} as const satisfies Record<string, Mistake>;

const ivBytes = 16;
const shortestBytes = 2 * ivBytes;
const where = '/data';
const expected = '16 random bytes as IV, fresh each time';

/** The IV of a message in CBC mode as hexadecimal; null where there is none. The rest of `data` is not looked at. */
export const ivOf = (data: string, encryptType: string): string | null => {
  if (encryptType !== 'SM4-CBC') return null;
  const head = decodeBase64(data.slice(0, 64));
  return head && head.length >= shortestBytes ? head.subarray(0, ivBytes).toString('hex') : null;
};

const describeStray = (iv: Buffer, sm4Key: string): string | null => {
  if (iv.every((byte) => byte === iv[0])) return `16 bytes 0x${iv.toString('hex', 0, 1)}`;
  const keys = [Buffer.from(sm4Key, 'hex'), Buffer.from(sm4Key.slice(0, ivBytes)), Buffer.from(sm4Key.slice(ivBytes))];
  return keys.some((key) => key.equals(iv)) ? 'the key' : null;
};

/** What one message tells of its IV (hexadecimal); a stream of messages tells more: `ivReused`. */
export const findIvMistakes = (iv: string, sm4Key: string): DiagnosisProblem[] => {
  const received = describeStray(Buffer.from(iv, 'hex'), sm4Key);
  return received === null ? [] : [found(ivMistakes.notRandom, { where, expected, received })];
};

/** `earlier` says which message had it first. */
export const ivReused = (earlier: string): DiagnosisProblem =>
  found(ivMistakes.reused, { where, expected, received: `the IV of ${earlier}` });
