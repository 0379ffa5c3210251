// Mistakes inside `data`: what cannot be decrypted, and what decrypts to something that is no payload (E-4, T-5).
import { decryptData } from '../../protocol/cipher.ts';
import type { Format } from '../../protocol/envelope.ts';
import { readPayload } from '../../protocol/payload.ts';
import { readNearlyBase64 } from './base64-mistakes.ts';
import { findIvMistakes, ivOf } from './iv-mistakes.ts';
import { type DiagnosisProblem, found, type Mistake } from './problem.ts';
import { type Recovery, recoverPayload, type Sealing } from './recover-payload.ts';
import { xmlMistakeOf } from './xml-mistakes.ts';

export const payloadMistakes = {
  notBase64: {
    name: 'not-base64',
    clause: 'E-4',
    remedy: 'Encrypt the payload and write the bytes in standard base64; an empty payload is an encrypted {}.',
    zh: 'data 不是 base64；应先加密再做标准 base64，空业务数据也要加密 {}。',
  },
  undecryptable: {
    name: 'undecryptable',
    clause: 'E-4',
    remedy: 'Compare the sm4Key with the one registered for this appId and environment, then mode, IV and padding.',
    zh: '无法解密；请核对该应用及环境的 sm4Key，再核对模式、IV 与填充。',
  },
  byteOrderMark: {
    name: 'payload-byte-order-mark',
    clause: 'T-3',
    remedy: 'Write the payload in UTF-8 without a byte order mark.',
    zh: '业务数据以字节序标记（BOM）开头；应为不带 BOM 的 UTF-8。',
  },
  otherFormat: {
    name: 'payload-other-format',
    clause: 'T-5',
    remedy: 'Write payload and envelope in the same format.',
    zh: '业务数据与报文格式不一致；二者应同为 JSON 或同为 XML。',
  },
  notJson: {
    name: 'payload-not-json',
    clause: 'T-5',
    remedy: 'Encrypt the JSON object of the operation, as a library writes it; an empty one is {}.',
    zh: '解密后的业务数据不是 JSON 对象；空业务数据应为 {}。',
  },
  notXml: {
    name: 'payload-not-xml',
    clause: 'T-5',
    remedy: 'Encrypt one <payload> element, as a library writes it; an empty one is <payload/>.',
    zh: '解密后的业务数据不是 <payload> 元素；空业务数据应为 <payload/>。',
  },
} as const satisfies Record<string, Mistake>;

/** `repaired` is what `data` should have been on the wire, given what was encrypted; null when it is not known. */
export type DataReading = {
  readonly plaintext: string | null;
  readonly repaired: string | null;
  readonly problems: readonly DiagnosisProblem[];
};

const judgePayload = (plaintext: string, format: Format): DiagnosisProblem[] => {
  const reading = readPayload(plaintext, format);
  if (reading.ok) return [];
  const where = '/data';
  const expected = format === 'json' ? 'a JSON object' : 'a <payload> element';
  if (plaintext.startsWith('\ufeff'))
    return [found(payloadMistakes.byteOrderMark, { where, expected, received: 'U+FEFF first' })];
  if (readPayload(plaintext, format === 'json' ? 'xml' : 'json').ok)
    return [found(payloadMistakes.otherFormat, { where, expected, received: plaintext })];
  const unread = format === 'json' ? payloadMistakes.notJson : (xmlMistakeOf(reading.reason) ?? payloadMistakes.notXml);
  return [found(unread, { where, expected, received: reading.reason })];
};

/** The payload, where `data` holds it as it must, or in a way that can be explained; else why it does not. */
const open = (data: string, bytes: Buffer, given: Sealing): Recovery | { readonly refusal: string } => {
  const strict = decryptData(data, { encryptType: given.stated ?? 'SM4-CBC', sm4Key: given.sm4Key });
  if (strict.ok && readPayload(strict.plaintext, given.format).ok) return { plaintext: strict.plaintext, mistakes: [] };
  const recovery = recoverPayload(bytes, given);
  if (recovery) return recovery;
  return strict.ok ? { plaintext: strict.plaintext, mistakes: [] } : { refusal: strict.reason };
};

/** Opens `data` and names what went wrong with it. */
export const readData = (data: string, given: Sealing): DataReading => {
  const where = '/data';
  const base64 = readNearlyBase64(data);
  if (!base64 || base64.bytes.length === 0) {
    const evidence = { where, expected: 'standard base64', received: data || 'nothing' };
    return { plaintext: null, repaired: null, problems: [found(payloadMistakes.notBase64, evidence)] };
  }
  const { bytes, repaired } = base64;
  const written = base64.mistake ? [found(base64.mistake, { where, expected: repaired, received: data })] : [];
  const opened = open(repaired, bytes, given);
  if ('refusal' in opened) {
    const evidence = { where, expected: given.stated ?? 'SM4-CBC or SM4-ECB', received: opened.refusal };
    return { plaintext: null, repaired, problems: [...written, found(payloadMistakes.undecryptable, evidence)] };
  }
  const { plaintext, mistakes } = opened;
  const sealed = mistakes.map((mistake) => found(mistake, { where, ...mistake }));
  const iv = mistakes.length === 0 ? ivOf(repaired, given.stated ?? '') : null;
  const ofIv = iv === null ? [] : findIvMistakes(iv, given.sm4Key);
  const ofPayload = plaintext === null ? [] : judgePayload(plaintext, given.format);
  return { plaintext, repaired, problems: [...written, ...sealed, ...ofIv, ...ofPayload] };
};
