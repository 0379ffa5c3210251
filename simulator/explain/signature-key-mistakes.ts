// Mistakes of the key and the algorithm of an HMAC-SM3 signature (E-2).
import { createHash, createHmac } from 'node:crypto';
import type { Mistake } from './problem.ts';

export const signatureKeyMistakes = {
  newline: {
    name: 'secret-with-newline',
    clause: 'E-2',
    remedy: 'Strip the line break from the end of the secret; files and echo add one (printf %s does not).',
    zh: '密钥末尾带有换行符；读取密钥文件时应去掉行尾换行。',
  },
  blank: {
    name: 'secret-with-blank',
    clause: 'E-2',
    remedy: 'Strip the blanks around the secret; they come with copying and pasting.',
    zh: '密钥首尾带有空格；应去掉。',
  },
  decoded: {
    name: 'secret-decoded',
    clause: 'E-2',
    remedy: 'Use the UTF-8 bytes of appSecret as they are; it is no hexadecimal and no base64 to be decoded.',
    zh: '密钥被当作十六进制或 base64 解码；应直接使用 appSecret 的 UTF-8 字节。',
  },
  sm4Key: {
    name: 'signed-with-sm4-key',
    clause: 'E-2',
    remedy: 'Sign with appSecret; sm4Key is for encryption alone.',
    zh: '用 sm4Key 做了签名；签名应使用 appSecret。',
  },
  sha256: {
    name: 'hmac-sha256-for-hmac-sm3',
    clause: 'E-2',
    remedy: 'Use HMAC with SM3 as its hash, not SHA-256; both give 64 hexadecimal characters.',
    zh: '用了 HMAC-SHA256；应使用 HMAC-SM3。',
  },
  unkeyed: {
    name: 'sm3-without-hmac',
    clause: 'E-2',
    remedy: 'Use HMAC-SM3 with the secret as its key, not the plain hash SM3.',
    zh: '只做了 SM3 摘要；应使用以 appSecret 为密钥的 HMAC-SM3。',
  },
} as const satisfies Record<string, Mistake>;

export type KeyGuess = { readonly key: Buffer; readonly mistake: Mistake | null };
export type DigestGuess = { readonly digest: (text: string, key: Buffer) => Buffer; readonly mistake: Mistake | null };

/** The keys a client may have used in place of the right one, which comes first. */
export const guessKeys = (appSecret: string, sm4Key: string | null): KeyGuess[] => {
  const guess = (mistake: Mistake | null, ...keys: readonly (string | Buffer)[]): KeyGuess[] =>
    keys.map((key) => ({ key: Buffer.from(key as string, 'utf8'), mistake }));
  const isHex = /^(?:[0-9a-fA-F]{2})+$/.test(appSecret);
  return [
    ...guess(null, appSecret),
    ...guess(signatureKeyMistakes.newline, `${appSecret}\n`, `${appSecret}\r\n`, `${appSecret}\r`),
    ...guess(signatureKeyMistakes.blank, ` ${appSecret}`, `${appSecret} `, `${appSecret}\t`),
    ...(isHex ? guess(signatureKeyMistakes.decoded, Buffer.from(appSecret, 'hex')) : []),
    ...guess(signatureKeyMistakes.decoded, Buffer.from(appSecret, 'base64')),
    ...(sm4Key === null ? [] : guess(signatureKeyMistakes.sm4Key, sm4Key, Buffer.from(sm4Key, 'hex'))),
  ];
};

/** The algorithms a client may have used in place of the right one, which comes first. */
export const digestGuesses: readonly DigestGuess[] = [
  { digest: (text, key) => createHmac('sm3', key).update(text, 'utf8').digest(), mistake: null },
  {
    digest: (text, key) => createHmac('sha256', key).update(text, 'utf8').digest(),
    mistake: signatureKeyMistakes.sha256,
  },
  { digest: (text) => createHash('sm3').update(text, 'utf8').digest(), mistake: signatureKeyMistakes.unkeyed },
  {
    digest: (text, key) => createHash('sm3').update(text, 'utf8').update(key).digest(),
    mistake: signatureKeyMistakes.unkeyed,
  },
  {
    digest: (text, key) => createHash('sm3').update(key).update(text, 'utf8').digest(),
    mistake: signatureKeyMistakes.unkeyed,
  },
];
