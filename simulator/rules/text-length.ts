// How long a text is, as a profile counts it (section P, P-1): in Unicode code points, or in GBK bytes as older interfaces do.
import { createRequire } from 'node:module';
import type { Profile } from '../profiles/profile.ts';

type Encoder = typeof import('iconv-lite');

let loaded: Encoder | null = null;

/** Loaded at its first use: only some profiles count bytes. */
const encoder = (): Encoder => {
  loaded ??= createRequire(import.meta.url)('iconv-lite') as Encoder;
  return loaded;
};

/** GB 18030 has every character of GBK in the same bytes, and four bytes for each that GBK lacks. */
const gbkBytes = (text: string): number => encoder().encode(text, 'gb18030').length;

const codePoints = (text: string): number => {
  let count = 0;
  for (const _character of text) count += 1;
  return count;
};

export const lengthOf = (text: string, textCount: Profile['textCount']): number =>
  textCount === 'gbk-bytes' ? gbkBytes(text) : codePoints(text);

export const unitOf = (textCount: Profile['textCount']): string =>
  textCount === 'gbk-bytes' ? 'bytes of GBK' : 'characters';
