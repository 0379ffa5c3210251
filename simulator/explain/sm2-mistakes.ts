// Mistakes of an SM2 signature: another spelling, user id or kind of signature than E-3 asks for, or another text.
import { signatureText } from '../../protocol/signature.ts';
import { verifySm2Sm3, verifyStraySm2 } from '../../protocol/sm2.ts';
import type { DiagnosisProblem, Mistake } from './problem.ts';
import { explain, mismatch, type SignatureSubject, type Spelling, textsOf } from './signature-mistakes.ts';

const mistakes = {
  hex: {
    name: 'sm2-signature-in-hex',
    clause: 'E-3',
    remedy: 'Write an SM2 signature as DER in base64, not in hexadecimal.',
    zh: 'SM2 签名用了十六进制；应为 DER 的 base64。',
  },
  raw: {
    name: 'sm2-signature-not-der',
    clause: 'E-3',
    remedy: 'Write an SM2 signature as DER, SEQUENCE of r and s, not as the 64 bytes of r and s.',
    zh: 'SM2 签名为裸 r‖s；应为 DER 编码（SEQUENCE{r,s}）。',
  },
  withoutZ: {
    name: 'sm2-without-z',
    clause: 'E-3',
    remedy: 'Hash Z, made of user id, curve and public key, before the text: name the user id to your library.',
    zh: 'SM2 签名未计入 Z 值；应先计算含用户标识、曲线参数与公钥的 Z 再与原文一起做 SM3。',
  },
  userId: {
    name: 'sm2-other-user-id',
    clause: 'E-3',
    remedy: 'Sign with the user id 1234567812345678; OpenSSL takes none unless told: -pkeyopt distid:1234567812345678.',
    zh: 'SM2 签名用了其他用户标识；应为 1234567812345678。',
  },
  hmac: {
    name: 'hmac-for-sm2',
    clause: 'E-3',
    remedy: 'Sign with the private key of the certificate; an HMAC-SM3 goes with signType HMAC-SM3.',
    zh: '签名像是 HMAC；登记为 SM2-SM3 的应用应以证书私钥签名。',
  },
  spoiltDer: {
    name: 'sm2-der-broken',
    clause: 'E-3',
    remedy:
      'Write base64 of DER: 30, length, 02, length, r, 02, length, s; the integers positive and as short as can be.',
    zh: 'SM2 签名不是合法的 DER（SEQUENCE{r,s}）的 base64。',
  },
} as const satisfies Record<string, Mistake>;

const integer = (bytes: Buffer): Buffer => {
  const start = bytes.findIndex((byte) => byte !== 0);
  const digits = start < 0 ? Buffer.of(0) : bytes.subarray(start);
  const positive = (digits[0] ?? 0) < 0x80 ? digits : Buffer.concat([Buffer.of(0), digits]);
  return Buffer.concat([Buffer.of(0x02, positive.length), positive]);
};

const derOf = (raw: Buffer): Buffer => {
  const both = Buffer.concat([integer(raw.subarray(0, 32)), integer(raw.subarray(32))]);
  return Buffer.concat([Buffer.of(0x30, both.length), both]);
};

const isHex = (signature: string): boolean => /^(?:[0-9a-fA-F]{2})+$/.test(signature);

/** The signature as DER, whatever was done to it. */
const respell = (signature: string): Spelling => {
  const bytes = Buffer.from(signature, isHex(signature) ? 'hex' : 'base64');
  if (bytes.length === 64) return { bytes: derOf(bytes), mistake: mistakes.raw };
  return { bytes, mistake: isHex(signature) ? mistakes.hex : null };
};

/** What libraries take for the user id when nobody tells them, and what examples show. */
const strayIds = ['', 'ALICE123@YAHOO.COM', 'alice123@yahoo.com', '12345678', '31323334353637383132333435363738'];

type Judge = { readonly mistake: Mistake | null; readonly holds: (text: string, signature: string) => boolean };

const judgesOf = (publicKeyPem: string, appId: string): Judge[] => [
  { mistake: null, holds: (text, signature) => verifySm2Sm3(text, publicKeyPem, signature) },
  {
    mistake: mistakes.withoutZ,
    holds: (text, signature) => verifyStraySm2(text, { publicKeyPem, userId: null }, signature),
  },
  ...[...strayIds, appId].map((userId) => ({
    mistake: mistakes.userId,
    holds: (text: string, signature: string) => verifyStraySm2(text, { publicKeyPem, userId }, signature),
  })),
];

const isDer = (bytes: Buffer): boolean => {
  const [r, s] = [bytes[3] ?? 0, bytes[5 + (bytes[3] ?? 0)] ?? 0];
  return bytes[0] === 0x30 && bytes[2] === 0x02 && bytes[4 + r] === 0x02 && bytes.length === 6 + r + s;
};

const unexplained = (signature: string, spelling: Spelling): Mistake[] => {
  if (/^[0-9a-fA-F]{64}$/.test(signature)) return [mistakes.hmac];
  if (!isDer(spelling.bytes)) return [mistakes.spoiltDer];
  return [...(spelling.mistake ? [spelling.mistake] : []), mismatch];
};

/** Names what is wrong with an SM2-SM3 signature; nothing when it holds. Throws TypeError when the key is not SM2. */
export const findSm2Mistakes = (subject: SignatureSubject, publicKeyPem: string): DiagnosisProblem[] => {
  const { signature = '', appId = '' } = subject.message;
  if (verifySm2Sm3(signatureText(subject.message), publicKeyPem, signature)) return [];
  const spelling = respell(signature);
  const base64 = spelling.bytes.toString('base64');
  const fits = judgesOf(publicKeyPem, appId).flatMap((judge) =>
    textsOf(subject, null)
      .filter(({ text }) => judge.holds(text, base64))
      .map((text) => [text.mistake, judge.mistake, spelling.mistake].flatMap((one) => one ?? [])),
  );
  const best = fits.sort((a, b) => a.length - b.length)[0];
  return explain(best ?? unexplained(signature, spelling), subject, 'an SM2 signature of signatureText, DER in base64');
};
