// Mistakes of an SM2 signature: another spelling, user id or kind of signature than E-3 asks for, or another text.
import { signatureText } from '../../protocol/signature.ts';
import { verifySm2Sm3, verifyStraySm2 } from '../../protocol/sm2.ts';
import type { DiagnosisProblem, Mistake } from './problem.ts';
import { explain, mismatch, type SignatureSubject, type Spelling, textsOf } from './signature-mistakes.ts';

export const sm2Mistakes = {
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
    zh: 'SM2 签名不是合法的 DER；应为 SEQUENCE{r,s} 的 base64，整数为正且取最短编码。',
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
  if (bytes.length === 64) return { bytes: derOf(bytes), mistake: sm2Mistakes.raw };
  return { bytes, mistake: isHex(signature) ? sm2Mistakes.hex : null };
};

/** What libraries take for the user id when nobody tells them, and what examples show. */
const strayIds = ['', 'ALICE123@YAHOO.COM', 'alice123@yahoo.com', '12345678', '31323334353637383132333435363738'];

type Judge = { readonly mistake: Mistake | null; readonly holds: (text: string, signature: string) => boolean };

const judgesOf = (publicKeyPem: string, appId: string): Judge[] => [
  { mistake: null, holds: (text, signature) => verifySm2Sm3(text, publicKeyPem, signature) },
  {
    mistake: sm2Mistakes.withoutZ,
    holds: (text, signature) => verifyStraySm2(text, { publicKeyPem, userId: null }, signature),
  },
  ...[...strayIds, appId].map((userId) => ({
    mistake: sm2Mistakes.userId,
    holds: (text: string, signature: string) => verifyStraySm2(text, { publicKeyPem, userId }, signature),
  })),
];

const isDer = (bytes: Buffer): boolean => {
  const [r, s] = [bytes[3] ?? 0, bytes[5 + (bytes[3] ?? 0)] ?? 0];
  return bytes[0] === 0x30 && bytes[2] === 0x02 && bytes[4 + r] === 0x02 && bytes.length === 6 + r + s;
};

const unexplained = (signature: string, spelling: Spelling): Mistake[] => {
  if (/^[0-9a-fA-F]{64}$/.test(signature)) return [sm2Mistakes.hmac];
  if (!isDer(spelling.bytes)) return [sm2Mistakes.spoiltDer];
  return [...(spelling.mistake ? [spelling.mistake] : []), mismatch];
};

/** The fewest mistakes of text and signer that explain the signature; null when none do. A verification takes half a millisecond. */
const explainSm2 = (der: string, subject: SignatureSubject, judges: readonly Judge[]): readonly Mistake[] | null => {
  const texts = textsOf(subject, null);
  const trials = judges.flatMap((judge) =>
    texts
      .filter(({ rare }) => !rare || judge.mistake === null)
      .map(({ text, mistake }) => ({ judge, text, made: [mistake, judge.mistake].flatMap((one) => one ?? []) })),
  );
  const likelyFirst = trials.sort((a, b) => a.made.length - b.made.length);
  return likelyFirst.find(({ judge, text }) => judge.holds(text, der))?.made ?? null;
};

/** Names what is wrong with an SM2-SM3 signature; nothing when it holds. Throws TypeError when the key is not SM2. */
export const findSm2Mistakes = (subject: SignatureSubject, publicKeyPem: string): DiagnosisProblem[] => {
  const { signature = '', appId = '' } = subject.message;
  if (verifySm2Sm3(signatureText(subject.message), publicKeyPem, signature)) return [];
  const spelling = respell(signature);
  const made = explainSm2(spelling.bytes.toString('base64'), subject, judgesOf(publicKeyPem, appId));
  const named = made ? [...made, ...(spelling.mistake ? [spelling.mistake] : [])] : unexplained(signature, spelling);
  return explain(named, subject, 'an SM2 signature of signatureText, DER in base64');
};
