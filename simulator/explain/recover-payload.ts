// Tries the ways in which a payload may have been encrypted, and finds the one with the fewest mistakes (E-4).
import { createDecipheriv } from 'node:crypto';
import { decodeBase64, type EncryptType } from '../../protocol/cipher.ts';
import type { Format } from '../../protocol/envelope.ts';
import { readPayload } from '../../protocol/payload.ts';
import { charsets, cipherMistakes, type Iv, keysOf, modes, paddings, type SealingMistake } from './cipher-mistakes.ts';

/** What a message decrypts to, and which mistakes it took to get there; null where its beginning is lost. */
export type Recovery = { readonly plaintext: string | null; readonly mistakes: readonly SealingMistake[] };

/** `stated` is the message's encryptType, null when it names none that exists. */
export type Sealing = { readonly sm4Key: string; readonly stated: EncryptType | null; readonly format: Format };

type Trial = {
  readonly cipher: 'sm4-cbc' | 'sm4-ecb';
  readonly iv: Iv;
  readonly key: Buffer;
  readonly padding: 'pkcs7' | 'zeros';
};

const blockBytes = 16;

const decipherOf = (bytes: Buffer, { cipher, iv, key, padding }: Trial) => {
  const ivs = { 'in-front': bytes.subarray(0, blockBytes), none: null, zeros: Buffer.alloc(blockBytes), key };
  return createDecipheriv(cipher, key, ivs[iv]).setAutoPadding(padding === 'pkcs7');
};

const decrypt = (bytes: Buffer, trial: Trial): Buffer | null => {
  const sealed = trial.iv === 'in-front' ? bytes.subarray(blockBytes) : bytes;
  if (sealed.length === 0 || sealed.length % blockBytes !== 0) return null;
  const decipher = decipherOf(bytes, trial);
  try {
    const plain = Buffer.concat([decipher.update(sealed), decipher.final()]);
    if (trial.padding === 'pkcs7') return plain;
    return plain.subarray(0, plain.findLastIndex((byte) => byte !== 0) + 1);
  } catch {
    return null;
  }
};

/** One block is enough to tell most trials from a payload, however long the message is. */
const beginsLikePayload = (bytes: Buffer, trial: Trial): boolean => {
  const start = trial.iv === 'in-front' ? blockBytes : 0;
  const block = bytes.subarray(start, start + blockBytes);
  if (block.length < blockBytes) return false;
  const opening = decipherOf(bytes, { ...trial, padding: 'zeros' })
    .update(block)
    .toString('latin1');
  return /^[ \t\r\n]*(?:[{<]|$)/.test(opening);
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

/** Looks for the smallest set of mistakes under which `bytes` decrypts to a payload; null when there is none. */
const recoverOnce = (bytes: Buffer, given: Sealing): Recovery | null => {
  let best: Recovery | null = null;
  for (const mode of modes(given.stated))
    for (const key of keysOf(given.sm4Key))
      for (const padding of paddings) {
        const trial = { ...mode.value, key: key.value, padding: padding.value };
        const plain = beginsLikePayload(bytes, trial) ? decrypt(bytes, trial) : null;
        for (const charset of plain ? charsets : []) {
          const made = [mode, key, padding, charset].flatMap((choice) => choice.mistake ?? []);
          if (best && best.mistakes.length <= made.length) continue;
          const text = plain ? decode(plain, charset.value) : null;
          if (text !== null && isPayload(text, given.format)) best = { plaintext: text, mistakes: made };
        }
      }
  return best;
};

const trialAsStated = ({ sm4Key, stated }: Sealing): Trial => ({
  key: Buffer.from(sm4Key, 'hex'),
  padding: 'pkcs7',
  ...(stated === 'SM4-ECB' ? { cipher: 'sm4-ecb', iv: 'none' } : { cipher: 'sm4-cbc', iv: 'in-front' }),
});

/** Whether `bytes` are a payload under this key, by no mistake. */
export const opensAsStated = (bytes: Buffer, given: Sealing): boolean => {
  const trial = trialAsStated(given);
  const plain = beginsLikePayload(bytes, trial) ? decrypt(bytes, trial) : null;
  const text = plain ? decode(plain, 'utf-8') : null;
  return text !== null && readPayload(text, given.format).ok;
};

/** What was decrypted once may hold the inner ciphertext as it is, or as base64. */
const recoverTwice = (bytes: Buffer, given: Sealing): Recovery | null => {
  const outer = decrypt(bytes, trialAsStated(given));
  if (!outer) return null;
  const inner = [decodeBase64(outer.toString('latin1')), outer].flatMap((each) => each ?? []);
  const found = inner.flatMap((each) => recoverOnce(each, given) ?? [])[0];
  return found ? { ...found, mistakes: [cipherMistakes.twice, ...found.mistakes] } : null;
};

/** Without its IV the first block of a message is lost, and the blocks behind it are not. */
const recoverTail = (bytes: Buffer, given: Sealing): Recovery | null => {
  if (given.stated === 'SM4-ECB') return null;
  const lost = { plaintext: null, mistakes: [cipherMistakes.lostIv] };
  if (bytes.length === blockBytes) return lost;
  const tail = decrypt(bytes, trialAsStated(given));
  if (!tail) return null;
  // The cut may go through a character of up to four bytes.
  const whole = [0, 1, 2, 3].flatMap((cut) => decode(tail.subarray(cut), 'utf-8') ?? [])[0] ?? '';
  const [begins, ends] =
    given.format === 'json' ? [/^\ufeff?\s*\{/, '}'] : [/^\ufeff?\s*<(?:\?xml|payload)/, '</payload>'];
  return whole.trimEnd().endsWith(ends) && !begins.test(whole) ? lost : null;
};

/** What `bytes` were meant to say, and by how few mistakes they do not; null when nothing explains them. */
export const recoverPayload = (bytes: Buffer, given: Sealing): Recovery | null =>
  recoverOnce(bytes, given) ?? recoverTwice(bytes, given) ?? recoverTail(bytes, given);
