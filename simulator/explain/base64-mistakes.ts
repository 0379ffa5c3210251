// Mistakes of writing bytes as text: everything that is nearly the strict base64 of E-4.
import { decodeBase64 } from '../../protocol/cipher.ts';
import type { Mistake } from './problem.ts';

/** `repaired` is what the text should have been; `mistake` is null when nothing was wrong. */
export type Base64Reading = { readonly bytes: Buffer; readonly repaired: string; readonly mistake: Mistake | null };

/** `looksLike` must take no longer than the text is long: anybody may send 4 MiB of it. */
type Slip = Mistake & { readonly looksLike: RegExp; readonly repair: (text: string) => string };

const fromHex = (hex: string): string => Buffer.from(hex, 'hex').toString('base64');

/** In this order: hexadecimal and what was encoded twice first, because they may be base64, too. */
export const base64Mistakes: readonly Slip[] = [
  {
    name: 'hex-instead-of-base64',
    clause: 'E-4',
    remedy: 'Encode the encrypted bytes in base64, not in hexadecimal.',
    zh: 'data 用了十六进制；密文字节应编码为 base64。',
    looksLike: /^(?:[0-9a-fA-F]{32})+$/,
    repair: fromHex,
  },
  {
    name: 'base64-of-hex',
    clause: 'E-4',
    remedy: 'Encode the encrypted bytes themselves in base64, without writing them in hexadecimal first.',
    zh: 'data 是十六进制文本的 base64；应直接对密文字节做 base64。',
    looksLike: /^[A-Za-z0-9+/]+={0,2}$/,
    repair: (text) => {
      const inner = Buffer.from(text, 'base64').toString('latin1');
      return /^(?:[0-9a-fA-F]{32})+$/.test(inner) ? fromHex(inner) : '';
    },
  },
  {
    name: 'base64-twice',
    clause: 'E-4',
    remedy: 'Encode the encrypted bytes in base64 once; a library that takes bytes or returns text may do it for you.',
    zh: 'data 做了两次 base64；密文字节只应编码一次，注意库函数可能已经编码。',
    looksLike: /^[A-Za-z0-9+/]+={0,2}$/,
    repair: (text) => {
      const inner = Buffer.from(text, 'base64').toString('latin1');
      return inner.length >= 24 && decodeBase64(inner) ? inner : '';
    },
  },
  {
    name: 'plus-became-space',
    clause: 'E-4',
    remedy: 'Send the body as JSON or XML, never as a form: form decoding turns "+" into a space.',
    zh: 'data 中的加号变成了空格；请勿用表单编码传输，应直接发送 JSON 或 XML。',
    looksLike: /^[A-Za-z0-9+/ ]+={0,2}$/,
    repair: (text) => text.replaceAll(' ', '+'),
  },
  {
    name: 'base64-line-breaks',
    clause: 'E-4',
    remedy: 'Write base64 on one line: choose the encoder without MIME line breaks (openssl: -A, base64: -w 0).',
    zh: 'base64 中有换行；应写成一行，不要使用 MIME 换行。',
    looksLike: /[\r\n]/,
    repair: (text) => text.replace(/[\r\n]+/g, ''),
  },
  {
    name: 'base64-url-alphabet',
    clause: 'E-4',
    remedy: 'Use the standard alphabet with "+" and "/", with padding; not the URL-safe one.',
    zh: 'base64 用了 URL 安全字符表；应使用标准字符表（+ 和 /）并保留填充。',
    looksLike: /^(?=[^_-]*[_-])[A-Za-z0-9_-]+={0,2}$/,
    repair: (text) => Buffer.from(text, 'base64url').toString('base64'),
  },
  {
    name: 'base64-without-padding',
    clause: 'E-4',
    remedy: 'Keep the "=" characters at the end of the base64.',
    zh: 'base64 缺少末尾的填充字符“=”；应保留。',
    looksLike: /^[A-Za-z0-9+/]+$/,
    repair: (text) => text.padEnd(Math.ceil(text.length / 4) * 4, '='),
  },
  {
    name: 'percent-encoded',
    clause: 'E-4',
    remedy: 'Do not percent-encode members: the body is JSON or XML, not a URL.',
    zh: 'data 被做了 URL 百分号编码；JSON 或 XML 报文不是 URL，应原样写入。',
    looksLike: /^(?:[A-Za-z0-9+/=]|%(?:2[bBfF]|3[dD]))+$/,
    repair: (text) => decodeURIComponent(text),
  },
];

/** Reads base64 as it was probably meant; null when it is nothing of the kind. */
export const readNearlyBase64 = (text: string): Base64Reading | null => {
  const beforeStrict = base64Mistakes.slice(0, 3);
  const afterStrict = base64Mistakes.slice(3);
  const attempt = (slip: Slip): Base64Reading[] => {
    if (!slip.looksLike.test(text)) return [];
    const repaired = slip.repair(text);
    const bytes = repaired === '' ? null : decodeBase64(repaired);
    return bytes ? [{ bytes, repaired, mistake: slip }] : [];
  };
  const strict = decodeBase64(text);
  return (
    beforeStrict.flatMap(attempt)[0] ??
    (strict ? { bytes: strict, repaired: text, mistake: null } : (afterStrict.flatMap(attempt)[0] ?? null))
  );
};
