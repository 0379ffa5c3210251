// Mistakes inside `data`: what cannot be decrypted, and what decrypts to something that is no payload (E-4, T-5).
import { decryptData, type EncryptType } from '../../protocol/cipher.ts';
import type { Format } from '../../protocol/envelope.ts';
import { readPayload } from '../../protocol/payload.ts';
import { readNearlyBase64 } from './base64-mistakes.ts';
import { recoverPayload } from './cipher-mistakes.ts';
import { type DiagnosisProblem, found, type Mistake } from './problem.ts';
import { xmlMistakeOf } from './xml-mistakes.ts';

const mistakes = {
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
    return [found(mistakes.byteOrderMark, { where, expected, received: 'U+FEFF first' })];
  if (readPayload(plaintext, format === 'json' ? 'xml' : 'json').ok)
    return [found(mistakes.otherFormat, { where, expected, received: plaintext })];
  const unread = format === 'json' ? mistakes.notJson : (xmlMistakeOf(reading.reason) ?? mistakes.notXml);
  return [found(unread, { where, expected, received: reading.reason })];
};

/** Opens `data` and names what went wrong with it. `stated` is the message's encryptType, null when it has none that exists. */
export const readData = (
  data: string,
  given: { readonly sm4Key: string; readonly stated: EncryptType | null; readonly format: Format },
): DataReading => {
  const where = '/data';
  const base64 = readNearlyBase64(data);
  if (!base64 || base64.bytes.length === 0) {
    const problem = found(mistakes.notBase64, { where, expected: 'standard base64', received: data || 'nothing' });
    return { plaintext: null, repaired: null, problems: [problem] };
  }
  const { repaired } = base64;
  const written = base64.mistake ? [found(base64.mistake, { where, expected: repaired, received: data })] : [];
  const strict = decryptData(repaired, { encryptType: given.stated ?? 'SM4-CBC', sm4Key: given.sm4Key });
  const recovery =
    strict.ok && readPayload(strict.plaintext, given.format).ok
      ? { plaintext: strict.plaintext, mistakes: [] }
      : recoverPayload(base64.bytes, given);
  const plaintext = recovery?.plaintext ?? (strict.ok ? strict.plaintext : null);
  if (plaintext === null) {
    const received = strict.ok ? 'another payload' : strict.reason;
    const problem = found(mistakes.undecryptable, { where, expected: given.stated ?? 'SM4-CBC or SM4-ECB', received });
    return { plaintext, repaired, problems: [...written, problem] };
  }
  const sealed = (recovery?.mistakes ?? []).map((mistake) =>
    found(mistake, { where, expected: mistake.expected, received: mistake.received }),
  );
  return { plaintext, repaired, problems: [...written, ...sealed, ...judgePayload(plaintext, given.format)] };
};
